package org.muster.worklist;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.muster.domain.Answer;
import org.muster.domain.CauseCode;
import org.muster.domain.Decision;
import org.muster.domain.Finding;
import org.muster.domain.FindingKind;
import org.muster.domain.State;
import org.muster.store.Decisions;
import org.muster.store.Findings;
import org.muster.store.RecordedFinding;
import org.muster.store.Tracks;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * People decide. Every decision has a name, an answer, a cause and a reason, and is never changed.
 */
@Service
public class Deciding {
  private final Findings findings;
  private final Decisions decisions;
  private final Tracks tracks;
  private final InstantSource clock;

  public Deciding(Findings findings, Decisions decisions, Tracks tracks, InstantSource clock) {
    this.findings = findings;
    this.decisions = decisions;
    this.tracks = tracks;
    this.clock = clock;
  }

  /** Records the draft, or says by field why not. */
  @Transactional
  public Verdict decide(DecisionDraft draft, Decider who) {
    Instant now = clock.instant();
    decisions.lock(draft.finding());
    RecordedFinding latest = findings.get(draft.finding());
    Map<String, String> problems = new TreeMap<>();
    checkFields(draft, problems);
    draft.answer().ifPresent(answer -> checkAnswer(answer, draft, latest, who, now, problems));
    if (latest.version() != draft.version()) {
      problems.put("finding", CHANGED);
    }
    List<Decision> made = decisions.listFor(draft.finding());
    if (made.size() != draft.decisionsSeen() && !made.isEmpty()) {
      Decision last = made.getLast();
      problems.put(
          "finding",
          ("Somebody decided meanwhile: “%s”, by %s. Read it, then decide again if you think"
                  + " otherwise.")
              .formatted(last.answer().words(), last.decidedBy()));
    }
    if (problems.isEmpty() && !draft.confirmed() && draft.answer().get() == Answer.ABSCONDED) {
      problems.put("confirmed", WHAT_ABSCONDED_MEANS);
    }
    if (!problems.isEmpty()) {
      return new Verdict.Refused(problems);
    }
    Decision decision =
        new Decision(
            draft.finding(),
            draft.version(),
            draft.answer().orElseThrow(),
            draft.cause().orElseThrow(),
            draft.reason(),
            who.name(),
            now);
    return decisions.append(decision)
        ? new Verdict.Recorded(decision)
        : new Verdict.Refused(Map.of("finding", CHANGED));
  }

  private static final String WHAT_ABSCONDED_MEANS =
      "It says that nobody knows where the person is, and that he or she is held to have left"
          + " supervision. The roll counts the person as absconded until the device is heard from"
          + " again. It can not be taken back, only decided again.";

  private static final String CHANGED =
      "The finding changed while you were reading. Look at the latest version, then decide again.";

  /** The answers that somebody may give to a finding as it is. */
  public List<Answer> answersTo(FindingFile file, Decider who) {
    boolean notMet = file.finding().state() instanceof State.NotMet;
    boolean silent = file.finding().kind() == FindingKind.CONTACT_OVERDUE;
    return who.answers().stream()
        .filter(answer -> !(answer.isAdverse() && file.withdrawn()))
        .filter(answer -> answer != Answer.CONFIRMED || notMet)
        .filter(answer -> answer != Answer.ABSCONDED || silent)
        .toList();
  }

  private static void checkFields(DecisionDraft draft, Map<String, String> problems) {
    if (draft.answer().isEmpty()) {
      problems.put("answer", "Choose an answer.");
    }
    if (draft.cause().isEmpty()) {
      problems.put("cause", "Choose a cause.");
    }
    String reason = draft.reason().strip();
    if (reason.isEmpty()) {
      problems.put("reason", "Write the reason: what you looked at, and whom you spoke to.");
    } else if (reason.length() > Decision.REASON_LENGTH_MAX) {
      problems.put("reason", "Shorten the reason to 4,000 characters.");
    }
  }

  private void checkAnswer(
      Answer answer,
      DecisionDraft draft,
      RecordedFinding latest,
      Decider who,
      Instant now,
      Map<String, String> problems) {
    if (!who.authority().mayGive(answer)) {
      problems.put("answer", "Your role may not give this answer. Refer it to an officer.");
      return;
    }
    if (draft.cause().filter(cause -> !answer.allows(cause)).isPresent()) {
      problems.put("cause", "“" + answer.words() + "” goes only with: " + causesOf(answer) + ".");
    }
    whyNot(answer, latest, now).ifPresent(sentence -> problems.put("answer", sentence));
  }

  private static String causesOf(Answer answer) {
    return Arrays.stream(CauseCode.values())
        .filter(answer::allows)
        .map(CauseCode::words)
        .collect(Collectors.joining("; "));
  }

  /** Why the evidence does not carry an adverse answer, if it does not. */
  private Optional<String> whyNot(Answer answer, RecordedFinding latest, Instant now) {
    Finding finding = latest.finding();
    if (!answer.isAdverse()) {
      return Optional.empty();
    }
    if (latest.change() == RecordedFinding.Change.WITHDRAWN) {
      return Optional.of("The finding is withdrawn: nothing is left that could be held true.");
    }
    if (answer == Answer.CONFIRMED) {
      return finding.state() instanceof State.NotMet
          ? Optional.empty()
          : Optional.of("Only what was not met can be a breach. Here the evidence does not say.");
    }
    if (finding.kind() != FindingKind.CONTACT_OVERDUE) {
      return Optional.of("Absconding can be decided on an overdue contact only.");
    }
    Duration lostAfter = finding.evidence().plan().lostAfter();
    Instant heardAt = tracks.findLastHeardAt(latest.enrolment()).orElse(finding.startsAt());
    Instant silentSince = heardAt.isAfter(finding.startsAt()) ? heardAt : finding.startsAt();
    return finding.endsAt().isPresent() || now.isBefore(silentSince.plus(lostAfter))
        ? Optional.of(
            "This needs "
                + lostAfter.toHours()
                + " hours of silence without a break, up to now. Try to reach the person first.")
        : Optional.empty();
  }
}
