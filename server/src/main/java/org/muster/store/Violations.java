package org.muster.store;

import java.util.Optional;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;
import org.springframework.dao.DataIntegrityViolationException;

/** Which rule of the database a change would have broken. */
public final class Violations {
  private Violations() {}

  /** The name of the constraint, if the database named one. */
  public static Optional<String> constraintOf(DataIntegrityViolationException refused) {
    if (refused.getMostSpecificCause() instanceof PSQLException cause) {
      ServerErrorMessage message = cause.getServerErrorMessage();
      return message == null ? Optional.empty() : Optional.ofNullable(message.getConstraint());
    }
    return Optional.empty();
  }
}
