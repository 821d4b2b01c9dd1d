package org.muster.watch;

import java.util.ArrayList;
import java.util.List;
import org.muster.store.Headroom;
import org.springframework.stereotype.Component;
import org.springframework.util.unit.DataSize;

/** Says where too little room is left: on the disk, of ids, of transactions, of connections. */
@Component
public class Room {
  private final Vitals vitals;
  private final Disk disk;
  private final Limits limits;

  Room(Vitals vitals, Disk disk, Limits limits) {
    this.vitals = vitals;
    this.disk = disk;
    this.limits = limits;
  }

  /** What is short, each with what to do; empty when there is room. */
  public List<String> listShortages() {
    List<String> shortages = new ArrayList<>();
    disk.findFree()
        .filter(free -> free.compareTo(limits.diskFreeMin()) < 0)
        .ifPresent(
            free ->
                shortages.add(
                    "The disk of the database has %s free, less than %s. Free some, or move the"
                            .formatted(words(free), words(limits.diskFreeMin()))
                        + " data to a larger disk: when it is full, no report is taken."));
    vitals.findLast().ifPresent(look -> addShortages(look, shortages));
    return shortages;
  }

  private void addShortages(Vitals.Look look, List<String> shortages) {
    for (Headroom.Sequence sequence : look.sequences()) {
      if (sequence.usedShare() > limits.usedShareMax()) {
        shortages.add(
            "The ids of %s are %s used up. Tell the developers before they run out."
                .formatted(sequence.name(), percent(sequence.usedShare())));
      }
    }
    if (look.transactionsUsedShare() > limits.transactionsShareMax()) {
      shortages.add(
          "The database has used %s of the transactions that it can count without a vacuum. Run"
                  .formatted(percent(look.transactionsUsedShare()))
              + " VACUUM FREEZE on it, and find out what keeps autovacuum from it.");
    }
    if (look.connectionsUsedShare() > limits.usedShareMax()) {
      shortages.add(
          "%s of the connections that the database server allows are in use. Close others, or raise"
                  .formatted(percent(look.connectionsUsedShare()))
              + " max_connections.");
    }
  }

  private static String percent(double share) {
    return Math.round(share * 100) + " %";
  }

  private static String words(DataSize size) {
    return size.toGigabytes() >= 10 ? size.toGigabytes() + " GB" : size.toMegabytes() + " MB";
  }
}
