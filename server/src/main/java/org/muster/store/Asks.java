package org.muster.store;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.muster.domain.Channel;
import org.muster.domain.Occasion;

/**
 * What a check-in, a hearing or an appointment asks beside zone and schedule.
 *
 * @param channels by which a check-in may be made; empty for what is no check-in
 * @param every the cadence of a check-in that follows no schedule
 * @param occasion what is to be attended, with its start and end
 */
public record Asks(
    List<Channel> channels,
    @Nullable Duration every,
    @Nullable Occasion occasion,
    @Nullable Instant startsAt,
    @Nullable Instant endsAt) {
  public Asks {
    channels = List.copyOf(channels);
  }

  public static Asks checkIn(List<Channel> channels, @Nullable Duration every) {
    return new Asks(channels, every, null, null, null);
  }

  public static Asks attend(Occasion occasion, Instant startsAt, Instant endsAt) {
    return new Asks(List.of(), null, occasion, startsAt, endsAt);
  }
}
