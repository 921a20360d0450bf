package io.surge;

import static java.util.stream.Collectors.joining;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.Pipeline.PipelineVisitor;
import org.apache.beam.sdk.runners.TransformHierarchy;
import org.apache.beam.sdk.util.construction.SplittableParDo;
import org.junit.jupiter.api.Test;

/**
 * A savepoint finds its state again by the names of the steps: a step of another name starts with
 * none, and the job is refused. Who means to change a name here breaks with all savepoints from
 * before, and puts in what the failure prints.
 */
class StepNamesTest {

  @Test
  void ofTheFastPathExactlyOnce() {
    assertThat(
        stepNames("", "--delivery=exactly-once"),
        is(
            """
            ReadRideEvents/Read
            ReadRideEvents/Separate
            PriceRideEvents/ChangeLoads/SplitEvents
            PriceRideEvents/ChangeLoads/FollowDrivers
            PriceRideEvents/MeasureLoads/SlidingCombine/CombineBatches0/ParMultiDo(CombineBatches)
            PriceRideEvents/MeasureLoads/SlidingCombine/CombineBatches1/ParMultiDo(CombineBatches)
            PriceRideEvents/MeasureLoads/SlidingCombine/Batches
            PriceRideEvents/MeasureLoads/SlidingCombine/CombineShards
            PriceRideEvents/PriceZones
            PriceRideEvents/HandBack/ParMultiDo(HandBack)
            PriceRideEvents/TooLate
            WriteFinalQuotes/Encode/ParMultiDo(Encode)
            WriteFinalQuotes/Send/InOneWindow/Window.Assign
            WriteFinalQuotes/Send/BatchByShard/ParMultiDo(BatchByShard)
            WriteFinalQuotes/Send/AppendToShardLog/ParMultiDo(AppendToShardLog)
            WriteFinalQuotes/Send/ConfirmDurable/ParMultiDo(ConfirmDurable)
            WriteLiveQuotes/Encode/ParMultiDo(Encode)
            WriteLiveQuotes/Send/SendRecords/ParMultiDo(SendRecords)
            WriteLiveQuotes/Send/AwaitAcknowledgement/ParMultiDo(AwaitAcknowledgement)
            DeadLetters
            WriteDeadLetters/Address/ParMultiDo(Address)
            WriteDeadLetters/Send/SendRecords/ParMultiDo(SendRecords)
            WriteDeadLetters/Send/AwaitAcknowledgement/ParMultiDo(AwaitAcknowledgement)
            """));
  }

  @Test
  void ofBeamsOwnWindows() {
    assertThat(
        stepNames("PriceRideEvents/MeasureLoads/", "--windowing=beam"),
        is(
            """
            PriceRideEvents/MeasureLoads/Changes
            PriceRideEvents/MeasureLoads/OneByOne/ParMultiDo(OneByOne)
            PriceRideEvents/MeasureLoads/TurnAwayTooLate
            PriceRideEvents/MeasureLoads/SlidingWindows/Window.Assign
            PriceRideEvents/MeasureLoads/CombineLoads/GroupByKey
            PriceRideEvents/MeasureLoads/CombineLoads/Combine.GroupedValues/ParDo(Anonymous)/ParMultiDo(Anonymous)
            PriceRideEvents/MeasureLoads/ReadPanes/ParMultiDo(ReadPanes)
            PriceRideEvents/MeasureLoads/LeaveWindows/Window.Assign
            PriceRideEvents/MeasureLoads/SettlePanes/ParMultiDo(SettlePanes)
            """));
  }

  @Test
  void ofFinalQuotesAtLeastOnce() {
    assertThat(
        stepNames("WriteFinalQuotes/", "--delivery=at-least-once"),
        is(
            """
            WriteFinalQuotes/Encode/ParMultiDo(Encode)
            WriteFinalQuotes/Send/SendRecords/ParMultiDo(SendRecords)
            WriteFinalQuotes/Send/AwaitAcknowledgement/ParMultiDo(AwaitAcknowledgement)
            """));
  }

  /** The steps that the runner makes operators of, in their order, one a line. */
  private static String stepNames(String prefix, String... arguments) {
    SurgeOptions options = CommandLine.parse(arguments);
    Pipeline pipeline = SurgePipeline.build(options, SurgeConfiguration.of(options));
    SplittableParDo.convertReadBasedSplittableDoFnsToPrimitiveReadsIfNecessary(pipeline);
    List<String> names = new ArrayList<>();
    pipeline.traverseTopologically(
        new PipelineVisitor.Defaults() {
          @Override
          public void visitPrimitiveTransform(TransformHierarchy.Node node) {
            names.add(node.getFullName());
          }
        });
    return names.stream()
        .filter(name -> name.startsWith(prefix))
        .map(name -> name + "\n")
        .collect(joining());
  }
}
