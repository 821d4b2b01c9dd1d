package org.muster.audit;

import java.util.List;

/**
 * One category falls by what another gains, and the rest stays: numbers were exchanged, or people
 * were written to another category.
 *
 * @param sheet the posting that it is told of
 * @param before what it is compared with
 */
record Swap(
    AtdSheet sheet,
    AtdSheet before,
    Kind kind,
    String fell,
    Num fellFrom,
    Num fellTo,
    String gained,
    Num gainedFrom,
    Num gainedTo,
    String because) {
  Finding finding() {
    double lost = fellFrom.value() - fellTo.value();
    double won = gainedTo.value() - gainedFrom.value();
    return Finding.in(
        sheet,
        Check.P4,
        Severity.SUSPECT,
        List.of(gainedTo.cell(), fellTo.cell()),
        "An offsetting swap against "
            + before.told()
            + ": "
            + goes(gained, gainedFrom, gainedTo, Words.n(won) + " more")
            + ", while "
            + goes(fell, fellFrom, fellTo, Words.n(lost) + " fewer")
            + (lost == won ? "; exactly " + Words.n(won) + " people moved" : "")
            + ". "
            + because);
  }

  private static String goes(String category, Num from, Num to, String by) {
    return category
        + " goes from "
        + Words.n(from.value())
        + " to "
        + Words.n(to.value())
        + " ("
        + to.cell()
        + ", "
        + by
        + ")";
  }
}
