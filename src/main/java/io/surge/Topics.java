package io.surge;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The topics of a job, each another one.
 *
 * @param live where live quotes go; without one none are made
 */
public record Topics(
    String rideRequests,
    String driverUpdates,
    String surge,
    Optional<String> live,
    String deadLetters) {

  static Topics of(SurgeOptions options) {
    Names names = new Names();
    return new Topics(
        names.take("rideRequestsTopic", options.getRideRequestsTopic()),
        names.take("driverUpdatesTopic", options.getDriverUpdatesTopic()),
        names.take("surgeTopic", options.getSurgeTopic()),
        Optional.of(options.getLiveTopic())
            .filter(name -> !name.isEmpty())
            .map(name -> names.take("liveTopic", name)),
        names.take("deadLetterTopic", options.getDeadLetterTopic()));
  }

  List<String> all() {
    return Stream.concat(Stream.of(rideRequests, driverUpdates, surge, deadLetters), live.stream())
        .toList();
  }

  /** Takes only names that Kafka accepts, and each only once. */
  private static final class Names {
    private static final Pattern VALID = Pattern.compile("(?!\\.{1,2}$)[a-zA-Z0-9._-]{1,249}");

    private final Set<String> taken = new HashSet<>();

    String take(String option, String name) {
      OptionText text = new OptionText(option, name);
      if (!VALID.matcher(name).matches()) {
        throw text.refused("takes 1 to 249 letters, digits, '.', '_' and '-'");
      }
      if (!taken.add(name)) {
        throw text.refused("takes a topic that no other option names");
      }
      return name;
    }
  }
}
