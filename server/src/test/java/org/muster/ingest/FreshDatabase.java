package org.muster.ingest;

import org.muster.store.TestDatabase;
import org.muster.store.TestTracks;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.test.context.support.TestPropertySourceUtils;

/** Names a fresh database to the server under test. */
final class FreshDatabase implements ApplicationContextInitializer<ConfigurableApplicationContext> {
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
