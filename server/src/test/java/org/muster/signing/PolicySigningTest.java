package org.muster.signing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.muster.casework.Change;
import org.muster.casework.Changes;
import org.muster.casework.Problem;
import org.muster.domain.FindingKind;
import org.muster.domain.Interval;
import org.muster.policy.PackageFiles;
import org.muster.policy.PolicySet;
import org.muster.policy.SignOff;
import org.muster.policy.StarterPolicy;
import org.muster.store.PolicyPackages;
import org.muster.store.PolicySets;
import org.muster.store.PolicySignOffs;
import org.muster.store.TestDatabase;
import org.muster.tables.Draft;
import org.muster.tables.PolicyFolder;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;

/** From a folder to what binds: brought in, asked for, signed by another, in force from a time. */
class PolicySigningTest {
  private static final Instant NOW = Instant.parse("2026-05-01T12:00:00Z");
  private static final Instant JUNE = Instant.parse("2026-06-01T00:00:00Z");

  private final DataSource dataSource = TestDatabase.fresh();
  private final JdbcClient jdbc = JdbcClient.create(dataSource);
  private final PolicySets sets = new PolicySets(jdbc);
  private final Ticking clock = new Ticking();
  private final PolicyShelf shelf =
      new PolicyShelf(new PolicyPackages(jdbc), new PolicySignOffs(jdbc), sets, clock);
  private final PolicySigning signing =
      new PolicySigning(
          new Changes(new DataSourceTransactionManager(dataSource)),
          clock,
          shelf,
          new PolicyPackages(jdbc),
          new PolicySignOffs(jdbc),
          sets);

  /** A clock that a test sets. */
  private static final class Ticking extends Clock {
    private Instant now = NOW;

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }

    @Override
    public Instant instant() {
      return now;
    }
  }

  static Draft twoHours() {
    return Draft.of("atd-supervision")
        .with(
            "response.dmn",
            "id=\"contact-overdue-out2\"><text>duration(\"PT4H\")",
            "id=\"contact-overdue-out2\"><text>duration(\"PT2H\")")
        .with("tests/response.csv", "routine,4 h", "routine,2 h");
  }

  private static List<String> sentences(Change<?> change) {
    return switch (change) {
      case Change.Recorded<?> recorded -> List.of();
      case Change.Rejected<?>(List<Problem> problems) ->
          problems.stream().map(Problem::sentence).toList();
    };
  }

  private long asked(PackageFiles files, Instant bindsFrom) {
    String hash = signing.bringIn(files, "writer").get();
    return signing.ask(hash, bindsFrom, "Contact sooner.", "desk").get();
  }

  private Duration due(Instant at) {
    return sets.policies()
        .findAt(at)
        .orElseThrow()
        .responseTo(FindingKind.CONTACT_OVERDUE)
        .dueWithin();
  }

  @Test
  void givenAPackageIsSigned_thenItBindsFromItsInstantOnAndWhatWasBeforeStays() {
    PolicySet before = sets.policies().sets().getFirst();
    SignOff signed = signing.sign(asked(twoHours().files(), JUNE), "It is right.", "chief").get();
    assertThat(signed.isSigned()).isTrue();

    List<PolicySet> after = sets.policies().sets();
    assertThat(after).hasSize(2);
    assertThat(after.getFirst())
        .isEqualTo(before.until(JUNE))
        .isEqualTo(StarterPolicy.SET.until(JUNE));
    assertThat(after.getLast().effective()).isEqualTo(Interval.from(JUNE));
    assertThat(after.getLast().id())
        .isEqualTo(signed.setId())
        .contains(signed.hash().substring(0, 12));
    assertThat(due(JUNE.minusMillis(1))).isEqualTo(Duration.ofHours(4));
    assertThat(due(JUNE)).isEqualTo(Duration.ofHours(2));
    assertThat(shelf.listBound())
        .extracting(PolicyShelf.Bound::inForce)
        .containsExactly(true, false);
    clock.now = JUNE;
    assertThat(shelf.listBound())
        .extracting(PolicyShelf.Bound::inForce)
        .containsExactly(false, true);
    assertThat(shelf.findInForce().orElseThrow().policy().hash()).isEqualTo(signed.hash());
  }

  @Test
  void givenOneIsSignedBeforeAnotherThatIsToCome_thenEachEndsWhenTheNextBegins() {
    Instant july = Instant.parse("2026-07-01T00:00:00Z");
    signing.sign(asked(twoHours().files(), july), "Right.", "chief").get();
    signing.sign(asked(Draft.of("atd-supervision").files(), JUNE), "Right.", "chief").get();
    assertThat(sets.policies().sets())
        .extracting(PolicySet::effective)
        .containsExactly(
            new Interval(StarterPolicy.SET.effective().startsAt(), JUNE),
            new Interval(JUNE, july),
            Interval.from(july));
  }

  @Test
  void givenTheWriterOrWhoAsked_thenNeitherMayAnswerAndTheDatabaseHoldsItToo() {
    long id = asked(twoHours().files(), JUNE);
    for (String person : List.of("writer", "desk")) {
      assertThat(sentences(signing.sign(id, "Right.", person)))
          .containsExactly(
              "Nobody answers what they wrote or asked for. Have somebody else answer it.");
      assertThat(sentences(signing.refuse(id, "Wrong.", person))).hasSize(1);
      assertThatThrownBy(
              () ->
                  jdbc.sql(
                          """
                          insert into policy_answer select sign_off_id, hash, written_by, asked_by,
                            'signed', 'x', ?, now() from policy_sign_off where sign_off_id = ?
                          """)
                      .params(person, id)
                      .update())
          .isInstanceOf(DataAccessException.class)
          .hasMessageContaining("policy_signed_by_another");
    }
    assertThat(sets.policies().sets()).hasSize(1);
    assertThat(signing.takeBack(id, "Not yet.", "desk").get().isOpen()).isFalse();
  }

  @Test
  void givenItIsRefused_thenNothingBindsAndTheReasonStays() {
    long id = asked(twoHours().files(), JUNE);
    assertThat(sentences(signing.refuse(id, " ", "chief"))).containsExactly("Enter the reason.");
    SignOff refused = signing.refuse(id, "Two hours can not be kept at night.", "chief").get();
    assertThat(refused.answer().orElseThrow().reason()).contains("at night");
    assertThat(sentences(signing.sign(id, "Right.", "chief")))
        .containsExactly("It does not wait for an answer any more.");
    assertThat(sets.policies().sets()).hasSize(1);
  }

  @Test
  void givenATimeThatHasCome_thenNothingIsAskedOrSignedForIt() {
    String hash = signing.bringIn(twoHours().files(), "writer").get();
    assertThat(sentences(signing.ask(hash, NOW.plusSeconds(59), "Why.", "desk")))
        .singleElement()
        .asString()
        .startsWith("A policy binds from a time that is to come");
    long id = signing.ask(hash, JUNE, "Why.", "desk").get();
    clock.now = JUNE.minusSeconds(30);
    assertThat(sentences(signing.sign(id, "Right.", "chief"))).hasSize(1);
    assertThat(sets.policies().sets()).hasSize(1);
    assertThat(shelf.findSignOff(id).orElseThrow().isOpen()).isTrue();
  }

  @Test
  void givenAnErrorOrAnExampleThatFails_thenItCanNotBeAskedFor() {
    Draft failing = Draft.of("atd-supervision").with("tests/response.csv", "urgent", "routine");
    String hash = signing.bringIn(failing.files(), "writer").get();
    assertThat(sentences(signing.ask(hash, JUNE, "Why.", "desk")))
        .singleElement()
        .asString()
        .startsWith("Its check finds errors, or an example fails.");
    String contacts =
        signing.bringIn(Draft.of("idaho-contacts-three-levels").files(), "writer").get();
    assertThat(sentences(signing.ask(contacts, JUNE, "Why.", "desk")))
        .containsExactly("The package has no plan.dmn, so the programme can not judge by it.");
  }

  @Test
  void givenAResponseThatDependsOnMoreThanIsKnown_thenItIsRefusedAndNotLeftOut() {
    String xml =
        twoHours()
            .files()
            .text("response.dmn")
            .replaceFirst(
                "      <output ",
                "      <input><inputExpression typeRef=\"number\"><text>occurrence</text>"
                    + "</inputExpression></input>\n      <output ")
            .replaceAll(
                "(<inputEntry .*</inputEntry>)", "$1<inputEntry><text>-</text></inputEntry>");
    int begin = xml.indexOf("<rule id=\"inside-zone\">");
    int end = xml.indexOf("</rule>", begin) + "</rule>".length();
    String first = xml.substring(begin, end).replace("<text>-</text>", "<text>1</text>");
    String again =
        first
            .replace("inside-zone", "inside-zone-again")
            .replace("<text>1</text>", "<text>&gt; 1</text>")
            .replace("PT15M", "PT5M");
    Draft draft =
        twoHours()
            .with("response.dmn", xml.substring(0, begin) + first + again + xml.substring(end))
            .with(
                "tests/response.csv",
                "finding,occurrence,expect dueWithin\nInsideZone,1,15 min\nInsideZone,2,5 min\n");
    String hash = signing.bringIn(draft.files(), "writer").get();
    assertThat(shelf.find(hash).orElseThrow().check().defects()).isEmpty();
    assertThat(sentences(signing.ask(hash, JUNE, "Why.", "desk")))
        .containsExactly(
            "What response.dmn says of InsideZone depends on more than the programme knows of a"
                + " finding yet: its kind.");
  }

  @Test
  void givenASignedPackageThatHasNotBegun_thenItCanBeTakenBackAndWhatIsInForceGoesOn() {
    long id = asked(twoHours().files(), JUNE);
    signing.sign(id, "Right.", "chief").get();
    SignOff retired = signing.retire(id, "The office is not ready.", "chief").get();
    assertThat(retired.isSigned()).isFalse();
    assertThat(retired.retirement().orElseThrow().reason()).isEqualTo("The office is not ready.");
    assertThat(sets.policies().sets()).containsExactly(StarterPolicy.SET);
    // The very instant stays taken, and the sentence says what to do.
    assertThat(sentences(signing.sign(asked(twoHours().files(), JUNE), "Right.", "chief")))
        .singleElement()
        .asString()
        .contains("at this very instant");
    long later = asked2(JUNE.plusSeconds(60));
    signing.sign(later, "Right.", "chief").get();
    clock.now = JUNE.plusSeconds(61);
    assertThat(sentences(signing.retire(later, "No.", "chief")))
        .singleElement()
        .asString()
        .startsWith("It is not about to begin.");
  }

  private long asked2(Instant bindsFrom) {
    shelf.listSignOffs().stream()
        .filter(SignOff::isOpen)
        .forEach(one -> signing.takeBack(one.id(), "Another time.", "desk"));
    return asked(twoHours().files(), bindsFrom);
  }

  @Test
  void givenAPackageIsKept_thenItComesOutByteForByte(@TempDir Path folder) throws Exception {
    PackageFiles files = twoHours().files();
    String hash = signing.bringIn(files, "writer").get();
    assertThat(signing.bringIn(files, "another").get()).isEqualTo(hash);
    assertThat(shelf.list())
        .singleElement()
        .satisfies(one -> assertThat(one.recordedBy()).isEqualTo("writer"));
    PolicyFolder.write(shelf.findFiles(hash).orElseThrow(), folder.resolve("out"));
    assertThat(PolicyFolder.read(folder.resolve("out"))).isEqualTo(files);
    assertThat(PolicyFolder.read(folder.resolve("out")).hash()).isEqualTo(hash);
    assertThatThrownBy(() -> jdbc.sql("update policy_file set content = ''").update())
        .isInstanceOf(DataAccessException.class);
  }

  @Test
  void givenAPackageThatCanNotBeRead_thenItIsNotKeptAndThePlacesAreNamed() {
    Draft broken = Draft.of("atd-supervision").with("plan.dmn", "<a>");
    assertThat(sentences(signing.bringIn(broken.files(), "writer")))
        .singleElement()
        .asString()
        .startsWith("plan.dmn: It is no well-formed XML; see line 1");
    assertThat(shelf.list()).isEmpty();
  }
}
