package io.surge.map.prices;

import io.surge.domain.SurgeQuote;

/** Told of every record that is read, by the reading thread. */
public interface RecordListener {

  /** A quote was read, whether it changes a price or not. */
  void received(QuoteTopic topic, SurgeQuote quote);

  /** A record that is no quote was passed over. */
  void unreadable(QuoteTopic topic);

  /** For who only wants prices. */
  RecordListener NONE =
      new RecordListener() {
        @Override
        public void received(QuoteTopic topic, SurgeQuote quote) {}

        @Override
        public void unreadable(QuoteTopic topic) {}
      };
}
