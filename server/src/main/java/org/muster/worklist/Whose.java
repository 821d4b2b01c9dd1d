package org.muster.worklist;

import java.util.Optional;
import org.muster.store.Alerts;

/** Whose findings to list: an officer's caseload, an office's, or everybody's. */
public record Whose(Optional<String> officer, Optional<String> officeCode) {
  public static final Whose EVERYBODY = new Whose(Optional.empty(), Optional.empty());

  public static Whose caseloadOf(String officer) {
    return new Whose(Optional.of(officer), Optional.empty());
  }

  public static Whose office(String code) {
    return new Whose(Optional.empty(), Optional.of(code));
  }

  Alerts.Scope scope() {
    return new Alerts.Scope(officer, officeCode);
  }
}
