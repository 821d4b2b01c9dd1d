package org.muster.bench;

import java.util.Random;
import org.muster.domain.Position;

/**
 * One participant's month of fixes as columns: nights at home, weekdays at work, ways between, a
 * sensor's scatter. Made from its number alone, so that memory holds one at a time.
 */
final class MadeUpMonth {
  static final int DAYS = 30;
  static final int SECONDS_PER_FIX = 120;
  static final int FIXES_PER_DAY = 86_400 / SECONDS_PER_FIX;
  private static final int UNITS_PER_KILOMETRE = 90_000;

  final Position home;
  final int fixes;
  final long[] at;
  final int[] latitude;
  final int[] longitude;
  final double[] accuracy;

  MadeUpMonth(int participant, long startsAt) {
    this(participant, startsAt, DAYS);
  }

  /** Its first days only. */
  MadeUpMonth(int participant, long startsAt, int days) {
    fixes = days * FIXES_PER_DAY;
    at = new long[fixes];
    latitude = new int[fixes];
    longitude = new int[fixes];
    accuracy = new double[fixes];
    Random random = new Random(participant);
    home = Position.ofDegrees(30 + random.nextDouble() * 15, -120 + random.nextDouble() * 45);
    int workNorth = UNITS_PER_KILOMETRE * (2 + random.nextInt(10));
    for (int i = 0; i < fixes; i++) {
      long second = (long) i * SECONDS_PER_FIX;
      double away = away(second, participant);
      at[i] = startsAt + second * 1000 + random.nextInt(60_000);
      latitude[i] = home.latitudeE7() + (int) (away * workNorth + random.nextGaussian() * 1_000);
      longitude[i] = home.longitudeE7() + (int) (random.nextGaussian() * 1_000);
      accuracy[i] = 5 + random.nextInt(30);
    }
  }

  /** 0 at home, 1 at work, between them on the way. */
  private static double away(long second, int participant) {
    boolean weekday = second / 86_400 % 7 < 5;
    // The nights of America are the mornings of UTC; every fifth person works late.
    double hour = second % 86_400 / 3600.0;
    double leaves = 13 + participant % 3;
    double returns = participant % 5 == 0 ? 26 : 22;
    double now = hour < 6 ? hour + 24 : hour;
    if (!weekday || now < leaves || now > returns) {
      return 0;
    }
    return Math.min(1, 2 * Math.min(now - leaves, returns - now));
  }
}
