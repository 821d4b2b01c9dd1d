package org.muster.simulation;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.time.Clock;
import java.util.Map;
import javax.sql.DataSource;
import org.muster.figures.DailyRoll;
import org.muster.judging.Judging;
import org.muster.judging.SilenceWatch;
import org.muster.store.JudgingDue;
import org.muster.store.LatestArrivals;
import org.muster.store.MasterKey;
import org.muster.store.Settling;
import org.muster.store.TestTracks;
import org.slf4j.LoggerFactory;
import org.springframework.boot.convert.ApplicationConversionService;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.support.DefaultLifecycleProcessor;
import org.springframework.core.env.MapPropertySource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.RequestBuilder;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.annotation.EnableTransactionManagement;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The true parts of the server on one database, from the endpoints of the intake to the roll. What
 * the server does by clockwork is done here when it is asked for, so that one seed gives one order.
 */
final class TruePipeline implements AutoCloseable {
  /** What the server does by clockwork, in its order. */
  enum Step {
    LOOK_FOR_SILENCE,
    MARK_WHO_IS_UNDER_WAY,
    JUDGE,
    CALL_THE_ROLL
  }

  final CrashingDataSource database;
  final VirtualClock clock;
  private AnnotationConfigApplicationContext parts;
  private MockMvc intake;

  TruePipeline(DataSource database, VirtualClock clock) {
    this.database = new CrashingDataSource(database);
    this.clock = clock;
    parts = assemble();
    intake = endpoints();
  }

  // Registered by name below; were it a component, every server under test would take it up.
  @EnableTransactionManagement(proxyTargetClass = true)
  @ComponentScan({
    "org.muster.store",
    "org.muster.ingest",
    "org.muster.judging",
    "org.muster.casework",
    "org.muster.worklist",
    "org.muster.figures"
  })
  static class Wiring {
    @Bean
    JdbcClient jdbcClient(DataSource database) {
      return JdbcClient.create(database);
    }

    @Bean
    PlatformTransactionManager transactionManager(DataSource database) {
      return new JdbcTransactionManager(database);
    }

    @Bean
    TransactionOperations transactions(PlatformTransactionManager transactions) {
      return new TransactionTemplate(transactions);
    }

    @Bean
    MasterKey masterKey(JdbcClient jdbc) {
      return MasterKey.open(jdbc, TestTracks.KEY_FILE);
    }

    /** Starts no worker of the server: whoever simulates says when something is judged. */
    @Bean
    DefaultLifecycleProcessor lifecycleProcessor() {
      return new DefaultLifecycleProcessor() {
        @Override
        public void onRefresh() {}
      };
    }
  }

  private AnnotationConfigApplicationContext assemble() {
    AnnotationConfigApplicationContext all = new AnnotationConfigApplicationContext();
    all.getEnvironment()
        .getPropertySources()
        .addFirst(
            new MapPropertySource(
                "simulation",
                Map.of("muster.judging.threads", "1", "muster.tracks.merged-after", "1h")));
    // As the server has it, which reads how long something takes.
    all.getBeanFactory().setConversionService(ApplicationConversionService.getSharedInstance());
    all.registerBean(DataSource.class, () -> database);
    all.registerBean(Clock.class, () -> clock);
    all.register(Wiring.class);
    all.refresh();
    // As the server begins.
    all.getBean(LatestArrivals.class).load();
    return all;
  }

  private MockMvc endpoints() {
    return MockMvcBuilders.standaloneSetup(parts.getBean("intakeEndpoints")).build();
  }

  <T> T part(Class<T> type) {
    return parts.getBean(type);
  }

  JdbcClient jdbc() {
    return part(JdbcClient.class);
  }

  /** Throws all parts away, and begins anew on the same database. */
  void restart() {
    close();
    parts = assemble();
    intake = endpoints();
  }

  /** The answer; 500 when the server failed without one. */
  MockHttpServletResponse send(RequestBuilder request) {
    try {
      return intake.perform(request).andReturn().getResponse();
    } catch (Exception e) {
      MockHttpServletResponse failed = new MockHttpServletResponse();
      failed.setStatus(500);
      return failed;
    }
  }

  /** Does one step; what goes wrong in it goes wrong as it would in the server's clockwork. */
  void step(Step step) {
    switch (step) {
      case LOOK_FOR_SILENCE -> part(SilenceWatch.class).look(clock.instant());
      case MARK_WHO_IS_UNDER_WAY -> part(JudgingDue.class).markAllUnderWay(clock.instant());
      case JUDGE -> part(Judging.class).judgeAllDue();
      case CALL_THE_ROLL -> part(DailyRoll.class).call();
    }
  }

  /** What just came is judged at once; the rest of the clockwork follows. */
  void stepAll() {
    step(Step.JUDGE);
    for (Step step : Step.values()) {
      step(step);
    }
  }

  /** What came becomes chunks, as the server has it in the background; tells how much. */
  int moveTracks() {
    return part(Settling.class).settleAll();
  }

  /** The server says on the log what it could not do; here that is meant. */
  static void quietly(Runnable run) {
    Logger log = (Logger) LoggerFactory.getLogger("org.muster");
    Level level = log.getLevel();
    log.setLevel(Level.OFF);
    try {
      run.run();
    } finally {
      log.setLevel(level);
    }
  }

  @Override
  public void close() {
    part(Judging.class).stop();
    parts.close();
  }
}
