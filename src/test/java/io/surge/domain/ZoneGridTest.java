package io.surge.domain;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.closeTo;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.surge.domain.ZoneGrid.Corner;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ZoneGridTest {

  @ParameterizedTest
  @CsvSource({
    "37.7749, -122.4194, zone_3777_-12242",
    "-33.8688, 151.2093, zone_-3387_15120",
    "0, 0, zone_0_0",
    "-0.001, -0.001, zone_-1_-1",
    "90, 180, zone_9000_18000",
    "-90, -180, zone_-9000_-18000",
  })
  void cutsDegreesIntoHundredths(double latitude, double longitude, String id) {
    ZoneGrid grid = ZoneGrid.named("degrees");

    assertThat(grid.idOf(grid.zoneAt(latitude, longitude)), is(id));
  }

  @Test
  void outlinesAHundredthOfADegree() {
    ZoneGrid grid = ZoneGrid.named("degrees");

    assertThat(
        grid.outlineOf(grid.zoneOf("zone_3777_-12242")),
        is(
            List.of(
                new Corner(37.77, -122.42),
                new Corner(37.77, -122.41),
                new Corner(37.78, -122.41),
                new Corner(37.78, -122.42))));
  }

  /** Addresses from H3's own documentation. */
  @ParameterizedTest
  @CsvSource({
    "h3:9, 37.775938728915946, -122.41795063018799, 8928308280fffff",
    "h3:7, 37.3615593, -122.0553238, 87283472bffffff",
  })
  void givesTheAddressesOfH3(String name, double latitude, double longitude, String address) {
    ZoneGrid grid = ZoneGrid.named(name);

    assertThat(grid.idOf(grid.zoneAt(latitude, longitude)), is(address));
    assertThat(grid.outlineOf(grid.zoneOf(address)).size(), is(6));
  }

  @ParameterizedTest
  @ValueSource(strings = {"km", "degrees", "h3:0", "h3:8", "h3:15"})
  void findsAZoneAgainByItsId(String name) {
    ZoneGrid grid = ZoneGrid.named(name);
    SplittableRandom random = new SplittableRandom(1);
    for (int i = 0; i < 1_000; i++) {
      Zone zone = grid.zoneAt(random.nextDouble(-90, 90), random.nextDouble(-180, 180));

      assertThat(grid.zoneOf(grid.idOf(zone)), is(zone));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"km", "degrees", "h3:8"})
  void outlinesItsZonesAroundTheirPlaces(String name) {
    ZoneGrid grid = ZoneGrid.named(name);
    List<Corner> outline = grid.outlineOf(grid.zoneAt(37.7749, -122.4194));

    double latitude = outline.stream().mapToDouble(Corner::latitude).average().orElseThrow();
    double longitude = outline.stream().mapToDouble(Corner::longitude).average().orElseThrow();

    assertThat(latitude, is(closeTo(37.7749, 0.01)));
    assertThat(longitude, is(closeTo(-122.4194, 0.01)));
    assertThat(grid.zoneAt(latitude, longitude), is(grid.zoneAt(37.7749, -122.4194)));
  }

  @ParameterizedTest
  @CsvSource({
    "km, ''",
    "km, zone_1",
    "km, zone_1_2_3",
    "km, Zone_1_2",
    "km, zone_1_2x",
    "km, zone_01_2",
    "km, zone_-0_2",
    "km, zone_1.5_2",
    "km, zone_99999999999_2",
    "km, 8928308280fffff",
    "km, zone_999999_5",
    "km, zone_10008_0",
    "km, zone_-10009_0",
    "km, zone_0_20016",
    "km, zone_0_-20017",
    "km, zone_7132_20015",
    "degrees, zone_9001_0",
    "degrees, zone_0_-18001",
    "degrees, zone_a_b",
    "h3:9, zone_1_2",
    "h3:9, 87283472bffffff",
    "h3:9, ffffffffffffffff",
    "h3:9, ''",
  })
  void refusesAnIdThatIsNotOneOfItsOwn(String name, String id) {
    ZoneGrid grid = ZoneGrid.named(name);

    assertThrows(IllegalArgumentException.class, () -> grid.zoneOf(id));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "KM", "h3", "h3:", "h3:16", "h3:-1", "h3:08", "metres"})
  void refusesAGridThatNobodyKnows(String name) {
    IllegalArgumentException refusal =
        assertThrows(IllegalArgumentException.class, () -> ZoneGrid.named(name));

    assertThat(refusal.getMessage(), is("takes km, degrees or h3:<resolution 0 to 15>"));
  }
}
