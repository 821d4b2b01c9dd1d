package org.muster.web.api;

import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/** Numbers of a request as ids. */
final class Ids {
  private Ids() {}

  /** From the address; what can not be an id is not there. */
  static <T> T get(long value, LongFunction<T> of) {
    if (value <= 0) {
      throw NotRecorded.missing("There is nothing with the id " + value + ".");
    }
    return of.apply(value);
  }

  /** From a field of the body, which may be left out. */
  static <T> @Nullable T find(String field, @Nullable Long value, LongFunction<T> of) {
    if (value == null) {
      return null;
    }
    if (value <= 0) {
      throw NotRecorded.field(field, "An id is a number above 0.");
    }
    return of.apply(value);
  }
}
