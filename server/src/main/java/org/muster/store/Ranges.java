package org.muster.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.muster.domain.Interval;

/**
 * Intervals as ranges of the database. A range without an upper bound is an interval that ends at
 * {@link Interval#FOREVER}. Write {@code tstzrange(?, ?)} with {@link #startOf} and {@link #endOf};
 * select {@code lower(during), upper(during)} and read them with {@link #interval}.
 */
final class Ranges {
  private Ranges() {}

  static Timestamp startOf(Interval interval) {
    return Timestamp.from(interval.startsAt());
  }

  static @Nullable Timestamp endOf(Interval interval) {
    return interval.isOpen() ? null : Timestamp.from(interval.endsAt());
  }

  /** From the columns {@code lower} and {@code upper} at these places of the row. */
  static Interval interval(ResultSet row, int lowerColumn, int upperColumn) throws SQLException {
    Timestamp upper = row.getTimestamp(upperColumn);
    Instant endsAt = upper == null ? Interval.FOREVER : upper.toInstant();
    return new Interval(row.getTimestamp(lowerColumn).toInstant(), endsAt);
  }
}
