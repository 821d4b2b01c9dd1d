package org.muster.web;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.muster.MusterServer;
import org.muster.store.TestDatabase;
import org.muster.store.TestTracks;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.test.context.support.TestPropertySourceUtils;

/** The whole server on a fresh database, with the demo's accounts but without its simulation. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(classes = MusterServer.class, properties = "muster.simulation.enabled=false")
@ContextConfiguration(initializers = WebTest.FreshDatabase.class)
@AutoConfigureMockMvc
@ActiveProfiles("demo")
@interface WebTest {
  /** Names the fresh database to the server under test. */
  class FreshDatabase implements ApplicationContextInitializer<ConfigurableApplicationContext> {
    @Override
    public void initialize(ConfigurableApplicationContext context) {
      TestPropertySourceUtils.addInlinedPropertiesToEnvironment(
          context,
          "muster.database.url=" + TestDatabase.freshUrl(),
          "muster.key.file=" + TestTracks.KEY_FILE,
          // No test waits for it.
          "muster.tracks.merged-every=1d");
    }
  }
}
