package io.surge.transforms;

import io.surge.domain.DeadLetter;
import io.surge.domain.DriverUpdate;
import io.surge.domain.InputRecord;
import io.surge.domain.LoadChange;
import io.surge.domain.LoadProfile;
import io.surge.domain.RideEvent;
import io.surge.domain.SurgeQuote;
import io.surge.domain.Zone;
import io.surge.domain.ZoneLoad;
import java.util.List;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.CoderProvider;
import org.apache.beam.sdk.coders.CoderProviderRegistrar;
import org.apache.beam.sdk.coders.CoderProviders;
import org.apache.beam.sdk.values.TypeDescriptor;

/** Tells Beam how each value of the pipeline is written, once for all. */
public final class SurgeCoders implements CoderProviderRegistrar {

  @Override
  public List<CoderProvider> getCoderProviders() {
    return List.of(
        provider(Zone.class, new ZoneCoder()),
        provider(InputRecord.class, new InputRecordCoder()),
        provider(RideEvent.class, new RideEventCoder()),
        provider(DriverUpdate.class, new DriverUpdateCoder()),
        provider(DriverBatch.class, new DriverBatchCoder()),
        provider(LoadChange.class, new LoadChangeCoder()),
        provider(LoadProfile.class, new LoadProfileCoder()),
        provider(StampedChange.class, new StampedChangeCoder()),
        provider(ZonePane.class, new ZonePaneCoder()),
        provider(ZoneLoad.class, new ZoneLoadCoder()),
        provider(SurgeQuote.class, new SurgeQuoteCoder()),
        provider(DeadLetter.class, new DeadLetterCoder()));
  }

  private static <T> CoderProvider provider(Class<T> type, Coder<T> coder) {
    return CoderProviders.forCoder(TypeDescriptor.of(type), coder);
  }
}
