package org.muster.bench.load;

import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * One line of the report.
 *
 * @param server whose answers these are
 * @param mode how requests followed each other
 * @param reportsPerSecond that were kept, whole or in part; a report may hold several observations
 * @param acceptedPerSecond observations that were kept
 * @param senderCores how much of a core the client used, and {@code serverCores} the server
 * @param toWorklist from the answer to the worklist, where it was measured
 */
record Row(
    String server,
    String protocol,
    String mode,
    double seconds,
    long answers,
    double answersPerSecond,
    double reportsPerSecond,
    double acceptedPerSecond,
    long accepted,
    long duplicates,
    SortedMap<String, Long> refused,
    long unanswered,
    long unsent,
    long reconnects,
    double p50Milliseconds,
    double p99Milliseconds,
    double maxMilliseconds,
    double senderCores,
    double serverCores,
    EdgeCrossings.@Nullable Measured toWorklist) {

  static Row of(
      String server, String protocol, String mode, Sender.Measured measured, double serverCores) {
    Tally tally = measured.tally();
    return new Row(
        server,
        protocol,
        mode,
        measured.lasted().toNanos() / 1e9,
        tally.answers(),
        measured.answersPerSecond(),
        measured.reportsPerSecond(),
        measured.acceptedPerSecond(),
        tally.accepted(),
        tally.duplicates(),
        tally.refused(),
        tally.unanswered(),
        tally.unsent(),
        tally.reconnects(),
        tally.millisecondsAt(50),
        tally.millisecondsAt(99),
        tally.millisecondsAt(100),
        measured.senderCores(),
        serverCores,
        null);
  }

  Row with(EdgeCrossings.Measured seen) {
    return new Row(
        server,
        protocol,
        mode,
        seconds,
        answers,
        answersPerSecond,
        reportsPerSecond,
        acceptedPerSecond,
        accepted,
        duplicates,
        refused,
        unanswered,
        unsent,
        reconnects,
        p50Milliseconds,
        p99Milliseconds,
        maxMilliseconds,
        senderCores,
        serverCores,
        seen);
  }
}
