package io.surge;

import io.surge.domain.DriverUpdate;
import io.surge.domain.RideEvent;
import io.surge.domain.RideRequest;
import io.surge.domain.ZoneGrid;
import io.surge.tools.TopicRole;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * An event as a client tells it.
 *
 * @param available null for a ride request
 */
record SentEvent(String id, Place place, @Nullable Boolean available, long timestamp) {

  TopicRole topic() {
    return available == null ? TopicRole.RIDE_REQUESTS : TopicRole.DRIVER_UPDATES;
  }

  /** What the client writes; the id must need no escapes. */
  String json() {
    return available == null
        ? "{\"user_id\":\"%s\",\"latitude\":%s,\"longitude\":%s,\"timestamp\":%d}"
            .formatted(id, place.latitude(), place.longitude(), timestamp)
        : "{\"driver_id\":\"%s\",\"latitude\":%s,\"longitude\":%s,\"available\":%s,\"timestamp\":%d}"
            .formatted(id, place.latitude(), place.longitude(), available, timestamp);
  }

  /** What the pipeline shall understand. */
  RideEvent event(ZoneGrid grid) {
    var zone = grid.zoneAt(place.latitude(), place.longitude());
    return available == null
        ? new RideRequest(zone, timestamp, null)
        : new DriverUpdate(id, zone, available, timestamp, null);
  }
}
