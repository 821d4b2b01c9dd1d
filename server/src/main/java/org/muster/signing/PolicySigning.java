package org.muster.signing;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.muster.casework.Change;
import org.muster.casework.Change.Recorded;
import org.muster.casework.Changes;
import org.muster.casework.Fields;
import org.muster.casework.Problem;
import org.muster.policy.PackageFiles;
import org.muster.policy.SignOff;
import org.muster.signing.PolicyShelf.Checked;
import org.muster.store.PolicyPackages;
import org.muster.store.PolicySets;
import org.muster.store.PolicySignOffs;
import org.muster.tables.Deriving;
import org.muster.tables.PackageReading;
import org.muster.tables.PolicyPackage;
import org.springframework.stereotype.Service;

/**
 * Brings a package into force: somebody brings it in, somebody asks, another signs, and it binds
 * from an instant that is to come. Nothing that was judged is touched: what was in force when
 * something happened judges it.
 */
@Service
public class PolicySigning {
  private static final String NEEDS_A_TIME = "Enter from when on it binds.";
  private static final Problem BY_ANOTHER =
      new Problem("", "Nobody answers what they wrote or asked for. Have somebody else answer it.");

  private static final Map<String, Problem> SENTENCES =
      Map.of(
          "policy_set_starts_at_key",
          new Problem(
              "bindsFrom",
              "Another policy begins, or was to begin, at this very instant. Ask again with a time"
                  + " a minute later."),
          "policy_signed_by_another",
          BY_ANOTHER);

  private final Changes changes;
  private final Clock clock;
  private final PolicyShelf shelf;
  private final PolicyPackages packages;
  private final PolicySignOffs signOffs;
  private final PolicySets sets;

  PolicySigning(
      Changes changes,
      Clock clock,
      PolicyShelf shelf,
      PolicyPackages packages,
      PolicySignOffs signOffs,
      PolicySets sets) {
    this.changes = changes;
    this.clock = clock;
    this.shelf = shelf;
    this.packages = packages;
    this.signOffs = signOffs;
    this.sets = sets;
  }

  /** Keeps a package that can be read; what is wrong in its tables may be mended later. */
  public Change<String> bringIn(PackageFiles files, String by) {
    PackageReading reading = PackageReading.of(files);
    if (reading.policy().isEmpty()) {
      return new Change.Rejected<>(SigningRules.problems("files", reading.defects()));
    }
    PolicyPackage policy = reading.policy().get();
    return make(
        () -> {
          packages.add(files, policy.header().id(), policy.header().title(), by, now());
          return new Recorded<>(policy.hash());
        });
  }

  /** Asks that a package binds from an instant on. */
  public Change<Long> ask(
      String hash, @Nullable Instant bindsFrom, @Nullable String note, String by) {
    Optional<Checked> checked = shelf.find(hash);
    if (checked.isEmpty()) {
      return Change.rejected("", "There is no such package.");
    }
    Fields fields = new Fields();
    String why = fields.text("note", note, SignOff.REASON_LENGTH_MAX, "what changes, and why");
    Optional<Instant> from = fields.chosen("bindsFrom", bindsFrom, NEEDS_A_TIME);
    if (from.isPresent()) {
      SigningRules.late(from.get(), now()).ifPresent(fields::refuse);
      SigningRules.against(checked.get(), from.get()).forEach(fields::refuse);
    }
    if (!fields.areFine() || from.isEmpty()) {
      return fields.rejected();
    }
    return make(
        () ->
            signOffs.listOf(hash, PolicyShelf.SIGN_OFFS_LISTED_MAX).stream()
                    .anyMatch(SignOff::isOpen)
                ? Change.rejected("", "It waits for a signature already.")
                : new Recorded<>(signOffs.ask(hash, from.get(), why, by, now())));
  }

  /** Signs: the package binds from the instant that was asked for. */
  public Change<SignOff> sign(long id, @Nullable String reason, String by) {
    return answered(
        id,
        SignOff.Kind.SIGNED,
        reason,
        by,
        asked -> {
          Optional<Problem> late = SigningRules.late(asked.bindsFrom(), now());
          Optional<Checked> checked = shelf.find(asked.hash());
          if (late.isPresent() || checked.isEmpty()) {
            return late.or(() -> Optional.of(new Problem("", "There is no such package.")));
          }
          List<Problem> against = SigningRules.against(checked.get(), asked.bindsFrom());
          if (!against.isEmpty()) {
            return Optional.of(against.getFirst());
          }
          try {
            sets.policies();
            sets.add(
                SigningRules.derive(checked.get().policy(), asked.setId(), asked.bindsFrom()),
                asked.id(),
                now());
            return Optional.empty();
          } catch (Deriving.NotBinding e) {
            return Optional.of(new Problem("", String.valueOf(e.getMessage())));
          }
        });
  }

  /** Refuses with a reason; the writer may bring a better one. */
  public Change<SignOff> refuse(long id, @Nullable String reason, String by) {
    return answered(id, SignOff.Kind.REFUSED, reason, by, asked -> Optional.empty());
  }

  /** Takes the question back; who asked may, and so may anybody else. */
  public Change<SignOff> takeBack(long id, @Nullable String reason, String by) {
    return answered(id, SignOff.Kind.TAKEN_BACK, reason, by, asked -> Optional.empty());
  }

  private interface Doing {
    /** Does what goes with the answer, or says why not. */
    Optional<Problem> with(SignOff asked);
  }

  private Change<SignOff> answered(
      long id, SignOff.Kind kind, @Nullable String reason, String by, Doing doing) {
    return make(
        () -> {
          Fields fields = new Fields();
          String why = reason(fields, reason);
          Optional<SignOff> asked = signOffs.find(id);
          if (asked.isEmpty() || !asked.get().isOpen()) {
            fields.refuse(new Problem("", "It does not wait for an answer any more."));
          } else if (kind != SignOff.Kind.TAKEN_BACK && !asked.get().mayBeAnsweredBy(by)) {
            fields.refuse(BY_ANOTHER);
          }
          if (!fields.areFine() || asked.isEmpty()) {
            return fields.rejected();
          }
          SignOff.Answer answer = new SignOff.Answer(kind, why, by, now());
          if (!signOffs.answer(asked.get(), answer)) {
            return Change.rejected("", "Somebody answered it meanwhile.");
          }
          Optional<Problem> against = doing.with(asked.get());
          return against.isPresent()
              ? new Change.Rejected<>(List.of(against.get()))
              : new Recorded<>(signOffs.find(id).orElseThrow());
        });
  }

  /** Takes a signed package back before it begins; what is in force goes on. */
  public Change<SignOff> retire(long id, @Nullable String reason, String by) {
    return make(
        () -> {
          Fields fields = new Fields();
          String why = reason(fields, reason);
          Optional<SignOff> signed = signOffs.find(id).filter(SignOff::isSigned);
          if (!fields.areFine()) {
            return fields.rejected();
          }
          if (signed.isEmpty() || !sets.retire(signed.get().setId(), why, by, now())) {
            return Change.rejected(
                "",
                "It is not about to begin. What is in force ends when another that is signed takes"
                    + " its place.");
          }
          return new Recorded<>(signOffs.find(id).orElseThrow());
        });
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }

  private static String reason(Fields fields, @Nullable String reason) {
    return fields.text("reason", reason, SignOff.REASON_LENGTH_MAX, "the reason");
  }

  private <T> Change<T> make(Supplier<Change<T>> work) {
    return changes.make(SENTENCES, work);
  }
}
