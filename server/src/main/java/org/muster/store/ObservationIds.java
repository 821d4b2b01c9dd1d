package org.muster.store;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Numbers of observations, each above all that were given before, also by who wrote before us.
 *
 * <p>For the one thread that writes.
 */
final class ObservationIds {
  /** How many the database gives at a time; the step of its sequence. */
  private static final int NUMBERS = 8_192;

  private final JdbcClient jdbc;
  private long next;
  private int left;

  ObservationIds(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  long next() {
    if (left == 0) {
      next =
          jdbc.sql("select nextval('observation_observation_id_seq')").query(Long.class).single();
      left = NUMBERS;
    }
    left--;
    return next++;
  }
}
