package org.muster.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.muster.MusterServer;
import org.muster.casework.Assigning;
import org.muster.casework.Enrolling;
import org.muster.casework.Equipping;
import org.muster.casework.Excusing;
import org.muster.casework.Opening;
import org.muster.casework.Ordering;
import org.muster.casework.Scheduling;
import org.muster.casework.Zoning;
import org.muster.store.Conditions;
import org.muster.store.Devices;
import org.muster.store.Reports;
import org.muster.store.TestDatabase;
import org.muster.store.TestTracks;
import org.muster.store.Tokens;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A small programme, sent to a server that really runs. */
@NullMarked
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SentThroughTheIntakeTest {
  private final Instant startAt = Instant.now();
  private final Programme programme = Programme.of(11, startAt, 3, 10);
  private final History history = new History(programme, List.of());
  private ConfigurableApplicationContext server;
  private Gateway gateway;
  private Passes passes;
  private int sent;

  SentThroughTheIntakeTest(@TempDir Path folder) {
    server =
        new SpringApplicationBuilder(MusterServer.class)
            .run(
                "--server.port=0",
                "--muster.data=" + folder,
                "--muster.key.file=" + folder.resolve("tracks.key"),
                "--muster.database.url=" + TestDatabase.freshUrl());
    gateway =
        new Gateway(
            server.getEnvironment().getRequiredProperty("local.server.port", Integer.class));
    founding().found(programme);
    passes = Passes.issue(programme, bean(Devices.class), bean(Tokens.class));
  }

  private <T> T bean(Class<T> type) {
    return server.getBean(type);
  }

  private Founding founding() {
    return new Founding(
        bean(Opening.class),
        bean(Enrolling.class),
        bean(Ordering.class),
        bean(Zoning.class),
        bean(Scheduling.class),
        bean(Equipping.class),
        bean(Assigning.class),
        bean(Excusing.class),
        bean(Conditions.class));
  }

  @BeforeAll
  void fill() throws InterruptedException {
    sent = filled();
  }

  @AfterAll
  void stop() {
    gateway.close();
    server.close();
  }

  private int filled() throws InterruptedException {
    return new Filling(programme, history, passes, gateway)
        .fill(programme.firstAt(), startAt, line -> {});
  }

  private long count(String sql) {
    return bean(JdbcClient.class).sql(sql).query(Long.class).single();
  }

  /** How many observations came in reports of this protocol, by what is kept of the reports. */
  private long observationsBy(String protocol) {
    Reports reports = bean(Reports.class);
    Map<Long, Long> ofReport = new TreeMap<>();
    TestTracks.kept(bean(JdbcClient.class))
        .forEach(one -> ofReport.merge(one.reportId(), 1L, Long::sum));
    return ofReport.entrySet().stream()
        .filter(one -> reports.find(one.getKey()).orElseThrow().protocol().equals(protocol))
        .mapToLong(Map.Entry::getValue)
        .sum();
  }

  private long refused() {
    return count(
        "select coalesce(sum(count), 0) from refusal_count where reason <> 'UnknownToken'");
  }

  @Test
  void everyObservationIsKeptOnceAndNoneIsRefused() throws InterruptedException {
    int expected =
        programme.people().stream()
            .mapToInt(person -> history.of(person, programme.firstAt(), startAt).size())
            .sum();
    assertThat(sent).isEqualTo(expected).isGreaterThan(1_000);
    assertThat(observationsBy("native")).isEqualTo(expected);
    assertThat(filled()).isEqualTo(expected);
    assertThat(observationsBy("native")).isEqualTo(expected);
    assertThat(refused()).isZero();
  }

  @Test
  void whatTheDevicesSendLiveIsTakenByEveryProtocol() throws InterruptedException {
    LiveRequests requests = new LiveRequests(gateway, passes);
    Living living = new Living(programme, history, requests, gateway, java.time.Clock.systemUTC());
    List<Living.Turn> turns = living.turns(startAt.minus(Duration.ofHours(5)), startAt);
    List<String> paths = new ArrayList<>();
    for (Living.Turn turn : turns) {
      for (HttpRequest request : requests.of(turn.person(), turn.together())) {
        assertThat(gateway.send(request)).isNotEmpty();
        paths.add(request.uri().getPath());
      }
    }
    assertThat(paths).hasSizeGreaterThan(turns.size() - 1);
    for (String protocol : List.of("traccar", "osmand", "owntracks")) {
      assertThat(observationsBy(protocol)).as(protocol).isPositive();
    }
    assertThat(refused()).isZero();
  }

  @Test
  void givenATokenThatNobodyIssued_thenItIsRefusedAndCounted() throws InterruptedException {
    gateway.send(LiveRequests.nativeLines(gateway, "made-up", "{}\n"));
    assertThat(
            count(
                "select coalesce(sum(count), 0) from refusal_count where reason = 'UnknownToken'"))
        .isEqualTo(1);
  }

  @Test
  void givenTheDemoStartsAgain_thenTheTokensOfItsLastRunLetNobodyIn() {
    String living = "select count(*) from token where revoked_at is null";
    long before = count(living);
    assertThat(before).isPositive();
    passes = Passes.issue(programme, bean(Devices.class), bean(Tokens.class));
    assertThat(count(living)).isEqualTo(before);
    assertThat(
            count(
                "select count(*) from casework_entry where subject = 'token'"
                    + " and change like 'Revoked: %'"))
        .isEqualTo(before);
  }

  @Test
  void theProgrammeStandsAsItsOrdersSay() {
    assertThat(count("select count(*) from enrolment")).isEqualTo(10);
    long tracked = programme.people().stream().filter(Person::tracked).count();
    assertThat(count("select count(*) from assignment")).isEqualTo(tracked);
    long ordered = programme.people().stream().filter(p -> p.technology().isPresent()).count();
    assertThat(count("select count(*) from legal_order")).isEqualTo(ordered);
  }
}
