package org.muster.bench.load;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.muster.bench.load.Casework.Supervised;

/** Holds what is stored to what was said: nothing lost, nothing twice, nothing made up. */
final class Check {
  private static final int SHOWN_MAX = 10;

  private Check() {}

  /** What is wrong while more may come: an acknowledged fix is missing, or a fix is there twice. */
  static List<String> underWay(Stored stored, Ledger ledger) throws SQLException {
    Set<String> acknowledged = ledger.acknowledged();
    List<String> faults = new ArrayList<>();
    Set<String> kept = kept(stored, ledger, faults);
    acknowledged.removeAll(kept);
    say(faults, "acknowledged and lost", texts(ledger, acknowledged));
    return faults;
  }

  /** What is wrong when everything was acknowledged and judged. */
  static List<String> atTheEnd(Stored stored, Ledger ledger) throws SQLException {
    List<String> faults = new ArrayList<>();
    Set<String> kept = kept(stored, ledger, faults);
    Set<String> lost = ledger.all();
    lost.removeAll(kept);
    say(faults, "acknowledged and lost", texts(ledger, lost));
    kept.removeAll(ledger.all());
    say(faults, "kept, but sent by nobody", kept);
    List<String> missing = new ArrayList<>(ledger.expectedFindings());
    List<String> found = stored.leavings(ledger.whoLeaves().enrolment());
    List<String> more = new ArrayList<>(found);
    missing.forEach(more::remove);
    found.forEach(missing::remove);
    say(faults, "findings that are missing", missing);
    say(faults, "findings that nobody gave cause for, or twice", more);
    return faults;
  }

  private static Set<String> kept(Stored stored, Ledger ledger, List<String> faults)
      throws SQLException {
    Set<String> kept = new HashSet<>();
    List<String> twice = new ArrayList<>();
    for (Supervised one : ledger.people()) {
      String device = one.tracker().uniqueId();
      for (String fix : stored.fixes(device)) {
        if (!kept.add(device + " " + fix)) {
          twice.add(device + " " + fix);
        }
      }
    }
    say(faults, "kept twice", texts(ledger, twice));
    return kept;
  }

  private static List<String> texts(Ledger ledger, Collection<String> keys) {
    return keys.stream().map(ledger::text).sorted().toList();
  }

  private static void say(List<String> faults, String what, Iterable<String> which) {
    List<String> all = new ArrayList<>();
    which.forEach(all::add);
    if (!all.isEmpty()) {
      faults.add(
          "%s: %d, as %s"
              .formatted(what, all.size(), all.subList(0, Math.min(SHOWN_MAX, all.size()))));
    }
  }
}
