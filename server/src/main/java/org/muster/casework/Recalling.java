package org.muster.casework;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.muster.casework.Change.Recorded;
import org.muster.domain.DeviceId;
import org.muster.domain.DeviceQuestion;
import org.muster.domain.PlacedDevice;
import org.muster.domain.Recall;
import org.muster.domain.RecallId;
import org.muster.domain.RecalledFinding;
import org.muster.store.DeviceShelf;
import org.muster.store.RecalledFindings;
import org.muster.store.Recalls;
import org.springframework.stereotype.Service;

/**
 * Recalls a faulty batch: what its devices alone told, from a time until now, is withdrawn. Nothing
 * is recorded before somebody saw what that is.
 */
@Service
public class Recalling {
  public static final int DEVICES_MAX = 10_000;
  public static final int FINDINGS_LISTED_MAX = 10_000;
  public static final int RECALLS_LISTED_MAX = 200;

  private final Changes changes;
  private final Clock clock;
  private final DeviceShelf shelf;
  private final Recalls recalls;
  private final RecalledFindings findings;

  Recalling(
      Changes changes, Clock clock, DeviceShelf shelf, Recalls recalls, RecalledFindings findings) {
    this.changes = changes;
    this.clock = clock;
    this.shelf = shelf;
    this.recalls = recalls;
    this.findings = findings;
  }

  /** What is recalled, from when on, and why. */
  public record Form(
      @Nullable String vendor,
      @Nullable String batch,
      @Nullable Instant fromAt,
      @Nullable String reason) {}

  /**
   * What a recall would do, were it recorded now.
   *
   * @param withdrawn the findings that it withdraws
   * @param goingOn those that go on, and stay before people
   * @param seen says in short what this shows; a confirmation names it
   */
  public record Preview(
      String vendor,
      String batch,
      Instant fromAt,
      String reason,
      List<PlacedDevice> devices,
      List<RecalledFinding> withdrawn,
      List<RecalledFinding> goingOn,
      String seen) {
    /** How many of them somebody had decided to be true. */
    public long confirmedCount() {
      return withdrawn.stream().filter(RecalledFinding::confirmed).count();
    }

    public long peopleCount() {
      return withdrawn.stream().map(RecalledFinding::enrolment).distinct().count();
    }
  }

  /** A recall, and what it withdrew. */
  public record File(Recall recall, List<RecalledFinding> withdrawn) {}

  /** Shows what a recall would do, and records nothing. */
  public Change<Preview> preview(Form form) {
    return changes.make(() -> look(form, now()));
  }

  /** Records a recall that somebody saw the preview of. */
  public Change<RecallId> recall(Form form, @Nullable String seen, String by) {
    return changes.make(
        () -> {
          Instant now = now();
          return switch (look(form, now)) {
            case Change.Rejected<Preview>(List<Problem> problems) ->
                new Change.Rejected<>(problems);
            case Recorded<Preview>(Preview preview) ->
                preview.seen().equals(seen)
                    ? new Recorded<>(record(preview, by, now))
                    : Change.rejected(
                        "seen",
                        "What it would withdraw changed meanwhile. Look at it again, then"
                            + " confirm.");
          };
        });
  }

  private RecallId record(Preview preview, String by, Instant now) {
    return recalls.add(
        preview.vendor(),
        preview.batch(),
        preview.devices().stream().map(one -> one.device().id()).toList(),
        preview.fromAt(),
        preview.reason(),
        by,
        now);
  }

  private Change<Preview> look(Form form, Instant now) {
    Fields fields = new Fields();
    String vendor = fields.text("vendor", form.vendor(), 100, "the vendor");
    String batch = fields.text("batch", form.batch(), 100, "the batch");
    Optional<Instant> chosen =
        fields.chosen("fromAt", form.fromAt(), "Enter from when on its devices are not trusted.");
    Instant fromAt = fields.time("fromAt", chosen.orElse(null), now);
    String reason = fields.text("reason", form.reason(), Recall.REASON_LENGTH_MAX, "the reason");
    fields.refuseUnless(
        chosen.isEmpty() || fromAt.isBefore(now), "fromAt", "Choose a time that has come.");
    List<PlacedDevice> devices =
        fields.areFine()
            ? shelf.list(DeviceQuestion.ofBatch(vendor, batch), now, DEVICES_MAX)
            : List.of();
    fields.refuseUnless(
        !fields.areFine() || !devices.isEmpty(),
        "batch",
        "No device of this vendor is recorded as of that batch.");
    if (!fields.areFine()) {
      return fields.rejected();
    }
    List<DeviceId> ids = devices.stream().map(one -> one.device().id()).toList();
    List<RecalledFinding> touched = findings.listTouched(ids, fromAt, now, FINDINGS_LISTED_MAX);
    List<RecalledFinding> withdrawn =
        touched.stream().filter(one -> one.endsAt().isPresent()).toList();
    List<RecalledFinding> goingOn = touched.stream().filter(one -> one.endsAt().isEmpty()).toList();
    return new Recorded<>(
        new Preview(
            vendor, batch, fromAt, reason, devices, withdrawn, goingOn, seen(devices, withdrawn)));
  }

  /** The same for the same devices and findings. */
  private static String seen(List<PlacedDevice> devices, List<RecalledFinding> withdrawn) {
    List<DeviceId> ids = devices.stream().map(one -> one.device().id()).sorted().toList();
    int hash =
        31 * ids.hashCode() + withdrawn.stream().map(RecalledFinding::finding).toList().hashCode();
    return devices.size() + "-" + withdrawn.size() + "-" + Integer.toHexString(hash);
  }

  /** Says that a recall was wrong. What the evidence still says is raised again. */
  public Change<RecallId> undo(RecallId recall, @Nullable String reason, String by) {
    return changes.make(
        () -> {
          Fields fields = new Fields();
          String why = fields.text("reason", reason, Recall.REASON_LENGTH_MAX, "why it was wrong");
          if (!fields.areFine()) {
            return fields.rejected();
          }
          return recalls.find(recall).isPresent() && recalls.undo(recall, why, by, now())
              ? new Recorded<>(recall)
              : Change.rejected("", "There is no recall " + recall + " that stands.");
        });
  }

  /** The latest first. */
  public List<Recall> list() {
    return recalls.list(RECALLS_LISTED_MAX);
  }

  public Optional<File> find(RecallId id) {
    return recalls
        .find(id)
        .map(recall -> new File(recall, findings.listWithdrawn(id, FINDINGS_LISTED_MAX)));
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }
}
