package org.muster;

import java.time.Duration;
import org.muster.judging.Judging;
import org.muster.simulation.Host;
import org.muster.store.JudgingDue;
import org.springframework.context.annotation.Profile;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/** Gives the simulator its place in the server, and says on the console how far the demo is. */
@Component
@Profile("demo")
class DemoHost implements Host {
  private static final Duration LOOKED_EVERY = Duration.ofMillis(200);

  private final Judging judging;
  private final JudgingDue judgingDue;
  private final Environment environment;

  DemoHost(Judging judging, JudgingDue judgingDue, Environment environment) {
    this.judging = judging;
    this.judgingDue = judgingDue;
    this.environment = environment;
  }

  @Override
  public void say(String line) {
    System.out.println(line);
  }

  @Override
  public void beforeFilling() {
    judging.stop();
  }

  @Override
  public void afterFilling() throws InterruptedException {
    judging.start();
    while (judgingDue.count() > 0) {
      Thread.sleep(LOOKED_EVERY);
    }
    say(
        "Ready. Open http://127.0.0.1:%s and sign in as o.rivera, o.chen or o.haddad, password demo."
            .formatted(environment.getProperty("local.server.port")));
  }
}
