package org.muster;

import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.muster.domain.EnrolmentId;
import org.muster.store.BackupProblem;
import org.muster.store.Database;
import org.muster.store.DatabaseNotUsable;
import org.muster.store.TrackDestroying;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Destroys the key of a track. */
@Command(
    name = "destroy-track",
    header =
        "Destroy the track of an enrolment that has ended, for ever; Muster may go on running.",
    description = {
      "",
      "The key that the track is sealed with is overwritten, and what is not sealed yet is deleted."
          + " Nothing brings it back. Findings, decisions and the roll stay, with the few fixes"
          + " that findings rest on.",
      "",
      "The reports as they were received go with it. Backups that were made before stay, and"
          + " reports that were refused: docs/operations.md says what to do about them.",
      "",
    },
    sortOptions = false,
    mixinStandardHelpOptions = true,
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {
      "0:destroyed",
      "1:not destroyed, and nothing was changed",
      "2:misused",
      "3:destroyed, but the database's files still hold the overwritten key: run it again"
    },
    footerHeading = "%nExample:%n",
    footer =
        "  muster destroy-track 1042 --by \"R. Ortiz, records\" --because \"Retention ended on"
            + " 1 March 2026\"")
final class DestroyTrackCommand implements Callable<Integer> {
  private static final int NOT_CLEARED = 3;
  private static final int NAME_MAX = 100;
  private static final int REASON_MAX = 1_000;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(
      paramLabel = "ENROLMENT",
      description = "The number of the enrolment: that of the address of its page.")
  private long enrolment;

  @Option(
      names = "--by",
      paramLabel = "NAME",
      required = true,
      description = "Who decided it; shown on the page.")
  private String by = "";

  @Option(
      names = "--because",
      paramLabel = "REASON",
      required = true,
      description = "Why; shown on the page.")
  private String because = "";

  @Option(
      names = "--yes",
      description =
          "Do not ask. Without it, what would be destroyed is shown, and the number of the"
              + " enrolment has to be typed.")
  private boolean yes;

  @Mixin private DatabaseOption database = new DatabaseOption();

  @Override
  public Integer call() {
    PrintWriter err = spec.commandLine().getErr();
    String misuse = misuse();
    if (!misuse.isEmpty()) {
      err.println("muster destroy-track: " + misuse);
      return CommandLine.ExitCode.USAGE;
    }
    try (Database open = database.databases().toRead()) {
      TrackDestroying destroying = new TrackDestroying(open.dataSource());
      Optional<TrackDestroying.Track> track = destroying.find(new EnrolmentId(enrolment));
      if (track.isPresent() && !yes && !isConfirmed(track.get())) {
        err.println(
            "muster destroy-track: nothing was destroyed, for the number %d was not typed. Where"
                    .formatted(enrolment)
                + " nobody can type, say --yes.");
        return 1;
      }
      Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
      return say(destroying.destroy(new EnrolmentId(enrolment), by.strip(), because.strip(), now));
    } catch (BackupProblem e) {
      err.println("muster destroy-track: " + e.getMessage() + ". " + e.whatToDo());
      return 1;
    } catch (DatabaseNotUsable e) {
      err.println("muster destroy-track: " + e.getMessage() + ". " + e.whatToDo());
      return 1;
    }
  }

  private boolean isConfirmed(TrackDestroying.Track track) {
    return DestroyTrackQuestion.isAnswered(
        enrolment,
        track,
        new InputStreamReader(System.in, Charset.defaultCharset()),
        spec.commandLine().getOut());
  }

  private String misuse() {
    if (enrolment <= 0) {
      return "ENROLMENT is a number from 1 on.";
    }
    if (by.isBlank() || by.strip().length() > NAME_MAX) {
      return "--by needs a name, of at most %d characters.".formatted(NAME_MAX);
    }
    if (because.isBlank() || because.strip().length() > REASON_MAX) {
      return "--because needs a reason, of at most %,d characters.".formatted(REASON_MAX);
    }
    return "";
  }

  private int say(TrackDestroying.Outcome outcome) {
    PrintWriter out = spec.commandLine().getOut();
    PrintWriter err = spec.commandLine().getErr();
    switch (outcome) {
      case TrackDestroying.Outcome.Destroyed(long chunks, long rows, boolean cleared) -> {
        out.printf(
            "The track of enrolment %d is destroyed: nobody can read its %,d sealed days any more,"
                + " and %,d observations that were not sealed are deleted. Backups made before this"
                + " still hold it, and reports that were refused and listed still hold places.%n",
            enrolment, chunks, rows);
        out.flush();
        return cleared ? 0 : notCleared(err);
      }
      case TrackDestroying.Outcome.Already(var before, boolean cleared) -> {
        err.printf(
            "muster destroy-track: the track of enrolment %d was destroyed before, at %s by %s.%n",
            enrolment, before.at(), before.by());
        if (!cleared) {
          return notCleared(err);
        }
      }
      case TrackDestroying.Outcome.NoEnrolment() ->
          err.printf(
              "muster destroy-track: there is no enrolment %d in %s. Its number is that of the"
                  + " address of its page.%n",
              enrolment, database.words());
      case TrackDestroying.Outcome.GoesOn() ->
          err.printf(
              "muster destroy-track: enrolment %d has not ended. End it first: what goes on is"
                  + " judged on its track.%n",
              enrolment);
    }
    err.flush();
    return 1;
  }

  private static int notCleared(PrintWriter err) {
    err.println(
        "muster destroy-track: the key is destroyed, but the database's files still hold what it"
            + " was. Run the same command again when no backup runs.");
    err.flush();
    return NOT_CLEARED;
  }
}
