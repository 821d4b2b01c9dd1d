package org.muster.ingest;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import javax.sql.DataSource;
import org.muster.domain.Observation;
import org.muster.domain.ReportSource;
import org.muster.store.MasterKey;
import org.muster.store.Settling;
import org.muster.store.TestDatabase;
import org.muster.store.TestProgramme;
import org.muster.store.TestTracks;
import org.muster.store.Tokens;
import org.muster.store.TrackMerging;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.FilterType;
import org.springframework.core.env.MapPropertySource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The true parts of the server from its sources to the journal, on a true database that can be told
 * to be away; begun and ended as a server is.
 */
final class FetchingServer implements AutoCloseable {
  private static final Duration WAIT_MAX = Duration.ofMinutes(2);

  final Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
  final JdbcClient jdbc;
  final Tokens tokens;

  /** A device that an order asks for, by its unique id. */
  final String device;

  private final Leaving database = new Leaving(TestDatabase.fresh());
  private AnnotationConfigApplicationContext parts = new AnnotationConfigApplicationContext();

  FetchingServer() {
    jdbc = JdbcClient.create(database.real());
    tokens = new Tokens(jdbc);
    TestProgramme programme = new TestProgramme(jdbc);
    String from = now.minus(10, ChronoUnit.DAYS).toString();
    var enrolment = programme.enrolment(from);
    programme.assignment(enrolment, from);
    device = "device-of-" + enrolment;
  }

  /** A database that answers nobody for a while. */
  private static final class Leaving extends DelegatingDataSource {
    volatile boolean away;

    Leaving(DataSource database) {
      super(database);
    }

    DataSource real() {
      return obtainTargetDataSource();
    }

    @Override
    public Connection getConnection() throws SQLException {
      if (away) {
        throw new SQLException("the database is away", "08006");
      }
      return super.getConnection();
    }
  }

  // Registered by name below; were it a component, every server under test would take it up.
  @ComponentScan(
      basePackages = {"org.muster.store", "org.muster.ingest"},
      // Nothing is sealed here.
      excludeFilters =
          @ComponentScan.Filter(
              type = FilterType.ASSIGNABLE_TYPE,
              classes = {Settling.class, TrackMerging.class}))
  static class Wiring {
    @Bean
    JdbcClient jdbcClient(DataSource database) {
      return JdbcClient.create(database);
    }

    @Bean
    MasterKey masterKey(JdbcClient jdbc) {
      return MasterKey.open(jdbc, TestTracks.KEY_FILE);
    }

    @Bean
    PlatformTransactionManager transactionManager(DataSource database) {
      return new JdbcTransactionManager(database);
    }

    @Bean
    TransactionOperations transactions(PlatformTransactionManager transactions) {
      return new TransactionTemplate(transactions);
    }
  }

  /** Begins, with these settings. */
  void start(Map<String, Object> settings) {
    parts = new AnnotationConfigApplicationContext();
    parts.getEnvironment().getPropertySources().addFirst(new MapPropertySource("test", settings));
    parts.registerBean(DataSource.class, () -> database);
    parts.registerBean(Clock.class, Clock::systemUTC);
    parts.register(Wiring.class);
    parts.refresh();
  }

  /** Ends; whatever is not acknowledged by then is with the broker alone. */
  void stop() {
    parts.close();
  }

  void databaseAway(boolean away) {
    database.away = away;
  }

  /** The only source that is set. */
  ReportSource source() {
    return parts.getBean(Sources.class).list().getFirst();
  }

  /** Registers a device of the gateway's vendor that an order asks for. */
  void assigned(String uniqueId) {
    TestProgramme programme = new TestProgramme(jdbc);
    String from = now.minus(10, ChronoUnit.DAYS).toString();
    var assignment = programme.assignment(programme.enrolment(from), from);
    long device =
        jdbc.sql("select device_id from assignment where assignment_id = ?")
            .param(assignment.value())
            .query(Long.class)
            .single();
    jdbc.sql("alter table device disable trigger user").update();
    jdbc.sql("update device set unique_id = ? where device_id = ?")
        .params(uniqueId, device)
        .update();
    jdbc.sql("alter table device enable trigger user").update();
  }

  String gatewayToken() {
    return tokens.createForGateway("Testware", "test").text();
  }

  /** When each fix that is kept was measured, in seconds before this test. */
  List<Long> kept() {
    return TestTracks.kept(jdbc).stream()
        .filter(one -> one.observation() instanceof Observation.Fix)
        .map(one -> now.getEpochSecond() - one.observation().observedAt().getEpochSecond())
        .sorted()
        .toList();
  }

  List<String> refused() {
    return jdbc.sql("select reason || ' ' || count from refusal_count order by reason")
        .query((row, n) -> row.getString(1))
        .list();
  }

  /** Waits until it is so; a test that waits in vain says of what. */
  void await(String what, BooleanSupplier holds) throws InterruptedException {
    Instant until = Instant.now().plus(WAIT_MAX);
    while (!holds.getAsBoolean()) {
      if (Instant.now().isAfter(until)) {
        throw new AssertionError(
            "waited in vain: %s; kept %s, refused %s, sources %s"
                .formatted(what, kept(), refused(), parts.getBean(Sources.class).list()));
      }
      Thread.sleep(20);
    }
  }

  @Override
  public void close() {
    databaseAway(false);
    parts.close();
  }
}
