package org.muster.ingest;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;

/** The intake on its own port answers as the one on the port of the pages, test by test. */
@TestPropertySource(properties = "muster.intake.port=0")
class OwnPortIntakeTest extends IntakeTest {
  @Autowired private IntakeListener listener;

  @Override
  int port() {
    return listener.port();
  }
}
