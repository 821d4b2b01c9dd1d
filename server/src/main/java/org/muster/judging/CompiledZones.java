package org.muster.judging;

import java.lang.ref.WeakReference;
import org.jspecify.annotations.Nullable;
import org.muster.domain.Zone;
import org.muster.domain.ZoneVersion;
import org.muster.engine.CompiledZone;
import org.muster.store.Remembered;

/**
 * Zones made ready, so that all whose conditions name a zone share one. What nobody uses any more
 * is not kept: this holds none of them itself.
 */
final class CompiledZones {
  private static final int ZONES_MAX = 50_000;

  private final Remembered<ZoneVersion, WeakReference<CompiledZone>> known =
      new Remembered<>(ZONES_MAX);

  /** The zone made ready; the same for all who ask while somebody keeps it. */
  CompiledZone of(Zone zone) {
    WeakReference<CompiledZone> held = known.get(zone.id());
    @Nullable CompiledZone ready = held == null ? null : held.get();
    if (ready == null || !ready.zone().equals(zone)) {
      ready = CompiledZone.of(zone);
      known.put(zone.id(), new WeakReference<>(ready));
    }
    return ready;
  }
}
