package org.muster.signing;

import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.muster.policy.PackageFiles;
import org.muster.policy.PolicySet;
import org.muster.policy.SignOff;
import org.muster.store.PolicyPackages;
import org.muster.store.PolicySets;
import org.muster.store.PolicySignOffs;
import org.muster.tables.Comparing;
import org.muster.tables.PackageCheck;
import org.muster.tables.PackageReading;
import org.muster.tables.PolicyPackage;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The packages of the programme and what binds when, to be read. */
@Service
public class PolicyShelf {
  public static final int PACKAGES_LISTED_MAX = 200;
  public static final int SIGN_OFFS_LISTED_MAX = 200;

  /** A check loads the rule engine and takes a second; the last ones are remembered. */
  private static final int CHECKS_KEPT_MAX = 20;

  private final PolicyPackages packages;
  private final PolicySignOffs signOffs;
  private final PolicySets sets;
  private final InstantSource clock;
  private final Map<String, Checked> checks =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Checked> eldest) {
          return size() > CHECKS_KEPT_MAX;
        }
      };

  PolicyShelf(
      PolicyPackages packages, PolicySignOffs signOffs, PolicySets sets, InstantSource clock) {
    this.packages = packages;
    this.signOffs = signOffs;
    this.sets = sets;
    this.clock = clock;
  }

  /** A package with what its check says. */
  public record Checked(PolicyPackage policy, PackageCheck check) {}

  /** A set, and the question that it came of; empty for the one that a programme begins with. */
  public record Bound(PolicySet set, Optional<SignOff> signOff, boolean inForce, boolean coming) {}

  /** A package with all that was asked and answered of it, the latest first. */
  public record File(PolicyPackages.Listed listed, Checked checked, List<SignOff> signOffs) {}

  public List<PolicyPackages.Listed> list() {
    return packages.list(PACKAGES_LISTED_MAX);
  }

  /** What was asked and answered, the latest first. */
  public List<SignOff> listSignOffs() {
    return signOffs.list(SIGN_OFFS_LISTED_MAX);
  }

  public Optional<SignOff> findSignOff(long id) {
    return signOffs.find(id);
  }

  /** What binds from when, in order of time. */
  @Transactional
  public List<Bound> listBound() {
    Instant now = clock.instant();
    List<SignOff> signed = signOffs.listSigned(SIGN_OFFS_LISTED_MAX);
    return sets.policies().sets().stream()
        .map(
            set ->
                new Bound(
                    set,
                    signed.stream().filter(one -> one.setId().equals(set.id())).findFirst(),
                    set.effective().contains(now),
                    set.effective().startsAt().isAfter(now)))
        .toList();
  }

  /** The package that is in force now, if it came of one. */
  public Optional<Checked> findInForce() {
    return listBound().stream()
        .filter(Bound::inForce)
        .findFirst()
        .flatMap(Bound::signOff)
        .flatMap(signOff -> find(signOff.hash()));
  }

  public Optional<PackageFiles> findFiles(String hash) {
    return packages.find(hash);
  }

  public Optional<File> findFile(String hash) {
    return packages
        .findListed(hash)
        .flatMap(
            listed ->
                find(hash)
                    .map(
                        checked ->
                            new File(
                                listed, checked, signOffs.listOf(hash, SIGN_OFFS_LISTED_MAX))));
  }

  /** A package with its check, which is done once. */
  public Optional<Checked> find(String hash) {
    synchronized (checks) {
      Checked kept = checks.get(hash);
      if (kept != null) {
        return Optional.of(kept);
      }
    }
    Optional<Checked> checked =
        packages
            .find(hash)
            .flatMap(files -> PackageReading.of(files).policy())
            .map(policy -> new Checked(policy, PackageCheck.of(policy)));
    checked.ifPresent(
        one -> {
          synchronized (checks) {
            checks.put(hash, one);
          }
        });
    return checked;
  }

  /** By meaning, what another package changes. */
  public List<Comparing.Difference> compare(PolicyPackage was, PolicyPackage is) {
    return Comparing.of(was, is);
  }
}
