package org.muster;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.muster.domain.Observation;
import org.muster.domain.Plan;
import org.muster.domain.Schedule;
import org.muster.domain.Technology;
import org.muster.policy.StarterPolicy;
import org.muster.replay.AskedZone;
import org.muster.replay.JsonOutput;
import org.muster.replay.PlanText;
import org.muster.replay.ReadOptions;
import org.muster.replay.Replay;
import org.muster.replay.Replayed;
import org.muster.replay.ScheduleText;
import org.muster.replay.TableOutput;
import org.muster.replay.Track;
import org.muster.replay.TrackFile;
import org.muster.replay.UnreadableArgument;
import org.muster.replay.UnreadableTrack;
import org.muster.words.Language;
import org.muster.words.Languages;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Runs the engine over track files, without a server. */
@Command(
    name = "replay",
    header = "Run the engine over track files and print the timeline and findings.",
    description = {
      "",
      "The files are one person's observations together. Read are GPX, GeoLife PLT, OGC Moving"
          + " Features JSON, GeoJSON with times, Barefoot JSON, NMEA 0183, Google gnss logs, and"
          + " CSV with a header.",
      "",
    },
    sortOptions = false,
    usageHelpAutoWidth = true,
    mixinStandardHelpOptions = true,
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {"0:replayed", "2:an argument or a file was refused; nothing is printed"},
    footerHeading = "%nExample:%n",
    footer = {
      "  muster replay walk.gpx --zone home.geojson --schedule \"daily 21:00-06:00"
          + " Europe/Zagreb\"",
      "  muster replay walk.gpx --zone 45.4526,14.0182,200 --format json"
    })
final class ReplayCommand implements Callable<Integer> {
  private static final int REFUSED = 2;

  @Spec private @Nullable CommandSpec spec;

  @Parameters(paramLabel = "FILE", arity = "1..*", description = "Track files.")
  private List<Path> files = new ArrayList<>();

  @ArgGroup(multiplicity = "0..*")
  private List<ZoneOption> zones = new ArrayList<>();

  @Option(
      names = "--schedule",
      paramLabel = "TEXT",
      defaultValue = "always",
      description =
          "When the zones bind: \"Mon-Fri 21:00-06:00 America/New_York\", with several groups of"
              + " days parted by \";\". Default: ${DEFAULT-VALUE}.")
  private String schedule = "always";

  @Option(
      names = "--except",
      paramLabel = "DATE=HOURS",
      description = "A day that differs: 2026-12-24=none or =22:00-06:00. Repeatable.")
  private List<String> exceptions = new ArrayList<>();

  @Option(
      names = "--plan",
      paramLabel = "NAME=VALUE",
      description =
          "Change a value of the starter policy: confirmations=3, dwell=PT5M. Repeatable.")
  private List<String> changes = new ArrayList<>();

  @Option(
      names = "--technology",
      paramLabel = "ankle|wrist|phone",
      defaultValue = "phone",
      description =
          "Whose plan of the starter policy applies; most track files are a phone's."
              + " Default: ${DEFAULT-VALUE}.")
  private Technology technology = Technology.PHONE;

  @Option(
      names = "--until",
      paramLabel = "INSTANT",
      converter = ReplayArguments.AtInstant.class,
      description = "Where the judged time ends. Default: freshness after the last observation.")
  private @Nullable Instant until;

  @Option(
      names = "--times-in",
      paramLabel = "ZONE",
      converter = ReplayArguments.InZone.class,
      description = "Time zone of times in files that state no offset. Default: UTC.")
  private @Nullable ZoneId timesIn;

  @Option(names = "--skip-empty", description = "Replay GPX tracks of which a segment is empty.")
  private boolean skipEmpty;

  @Option(
      names = "--format",
      paramLabel = "table|json",
      defaultValue = "table",
      description = "What to print. Default: ${DEFAULT-VALUE}.")
  private Format format = Format.TABLE;

  @Option(
      names = "--lang",
      paramLabel = "en|es",
      converter = ReplayArguments.InLanguage.class,
      description = "The language in which findings are explained. Default: en.")
  private @Nullable Language language;

  /** What is printed. */
  enum Format {
    TABLE,
    JSON
  }

  @Override
  public Integer call() {
    CommandLine line = line();
    PrintWriter err = line.getErr();
    try {
      Schedule when = ScheduleText.read(schedule, exceptions);
      Plan plan = PlanText.changed(StarterPolicy.SET.planFor(technology), changes);
      String policyId = PlanText.policyId(StarterPolicy.SET.id(), changes);
      Replay replay =
          new Replay(
              zones.stream().map(ZoneOption::asked).toList(),
              when,
              plan,
              policyId,
              Optional.ofNullable(until));
      List<Observation> observations = observations(err);
      Replayed replayed = replay.run(observations);
      notes(err, observations.size() - replayed.judgedCount());
      PrintWriter out = line.getOut();
      Language told = language == null ? new Languages().english() : language;
      out.print(
          switch (format) {
            case TABLE -> TableOutput.write(replayed, when, told);
            case JSON -> JsonOutput.write(replayed, TableOutput.zone(when), told) + "\n";
          });
      out.flush();
      return 0;
    } catch (UnreadableArgument | Refused e) {
      err.println("muster replay: " + e.getMessage());
      return REFUSED;
    }
  }

  /** All observations of all files, or the refusal of the first file that is broken. */
  private List<Observation> observations(PrintWriter err) throws Refused {
    ReadOptions options = new ReadOptions(skipEmpty, Optional.ofNullable(timesIn));
    List<Observation> observations = new ArrayList<>();
    for (Path file : files) {
      try {
        Track track = TrackFile.read(file, options);
        track.notes().forEach(note -> err.println("note: " + file + ": " + note));
        observations.addAll(track.observations());
      } catch (UnreadableTrack e) {
        throw new Refused(e.in(file.toString()));
      }
    }
    return observations;
  }

  private void notes(PrintWriter err, int later) {
    if (later > 0) {
      err.println("note: " + later + " observations from --until on are left out.");
    }
    if (zones.isEmpty()) {
      err.println(
          "note: no zone was given, so only contact was judged. Add --zone home.geojson or"
              + " --zone lat,lon,radiusMetres.");
      if (!schedule.equals("always")) {
        err.println("note: --schedule says when zones bind; contact is always judged.");
      }
    }
  }

  private CommandLine line() {
    if (spec == null) {
      throw new IllegalStateException("picocli sets the spec before it calls");
    }
    return spec.commandLine();
  }

  /** A file that is refused; the message names it. */
  private static final class Refused extends Exception {
    Refused(String message) {
      super(message);
    }
  }

  /** One zone of either kind; a group of them keeps the order of the command line. */
  private static final class ZoneOption {
    @Option(
        names = "--zone",
        required = true,
        paramLabel = "FILE|LAT,LON,METRES",
        description = "Stay within this zone: a GeoJSON file, or a circle. Repeatable.")
    private @Nullable String within;

    @Option(
        names = "--stay-out-of",
        required = true,
        paramLabel = "FILE|LAT,LON,METRES",
        description = "Stay out of this zone. Repeatable.")
    private @Nullable String outOf;

    AskedZone asked() {
      return within != null
          ? new AskedZone(AskedZone.Kind.STAY_WITHIN, within)
          : new AskedZone(AskedZone.Kind.STAY_OUT_OF, Objects.requireNonNull(outOf));
    }
  }
}
