package io.surge.map;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import io.surge.domain.QuoteTiming;
import io.surge.domain.SurgeQuote;
import io.surge.domain.ZoneGrid;
import org.junit.jupiter.api.Test;

final class ChangesJsonTest {

  @Test
  void sendsAZoneOnceAndThenOnlyNumbers() {
    ZoneChanges changes = new ZoneChanges(ZoneGrid.named("degrees"));
    ZoneChanges.Reader reader = changes.newReader();
    SurgeQuote quote =
        new SurgeQuote("zone_1_-2", 2.5, 5, 2, 70_000, 100_000, QuoteTiming.ON_TIME, 3, 101_000);
    changes.changed(quote);
    assertThat(
        ChangesJson.write(reader.next(10), 102_000, 95_000),
        is(
            "{\"now\":102000,\"behindBefore\":95000,\"zones\":[[1,\"zone_1_-2\","
                + "0.01,-0.02,0.01,-0.01,0.02,-0.01,0.02,-0.02]],"
                + "\"quotes\":[[1,2.5,5,2,5000,30000,1,3,1000]],\"left\":[]}"));
    changes.left("zone_1_-2");
    assertThat(
        ChangesJson.write(reader.next(10), 103_000, 95_000),
        is("{\"now\":103000,\"behindBefore\":95000,\"zones\":[],\"quotes\":[],\"left\":[1]}"));
  }
}
