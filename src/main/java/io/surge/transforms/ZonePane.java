package io.surge.transforms;

import io.surge.domain.QuoteTiming;
import io.surge.domain.ZoneLoad;

/**
 * What one of Beam's panes says.
 *
 * @param end the window's end in epoch milliseconds
 * @param newest whether the window's last slide holds its latest event not ahead of the clock, so
 *     that no earlier window holds that event
 * @param inTime how many of the window's events were not late
 */
record ZonePane(long end, QuoteTiming timing, boolean newest, long inTime, ZoneLoad load) {}
