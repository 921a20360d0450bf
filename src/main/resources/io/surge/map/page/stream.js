// The server's events, for as long as the page is open.

const TRY_AGAIN_AFTER = 2000;

/**
 * Listens to the stream. `opened` is called each time it begins, also after it was cut off: it
 * then tells everything anew. `lost` is called when it is cut off.
 */
export function listen({ opened, changes, pulse, lost }) {
  const source = new EventSource("api/stream");
  source.addEventListener("open", opened);
  source.addEventListener("changes", (event) => changes(JSON.parse(event.data)));
  source.addEventListener("pulse", (event) => pulse(JSON.parse(event.data)));
  source.addEventListener("error", () => {
    lost();
    if (source.readyState === EventSource.CLOSED) {
      setTimeout(() => listen({ opened, changes, pulse, lost }), TRY_AGAIN_AFTER);
    }
  });
}
