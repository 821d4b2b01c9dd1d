package org.muster;

import java.time.Clock;
import java.time.Duration;
import org.muster.figures.DailyRoll;
import org.muster.judging.Judging;
import org.muster.judging.SilenceWatch;
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
  private static final int LOOKS_MAX = 600;

  private final Judging judging;
  private final JudgingDue judgingDue;
  private final DailyRoll roll;
  private final SilenceWatch silenceWatch;
  private final Environment environment;
  private final Clock clock;

  DemoHost(
      Judging judging,
      JudgingDue judgingDue,
      DailyRoll roll,
      SilenceWatch silenceWatch,
      Environment environment,
      Clock clock) {
    this.silenceWatch = silenceWatch;
    this.clock = clock;
    this.judging = judging;
    this.judgingDue = judgingDue;
    this.roll = roll;
    this.environment = environment;
  }

  @Override
  public void say(String line) {
    System.out.println(line);
  }

  @Override
  public void beforeFilling() {
    judging.stop();
    roll.hold();
  }

  @Override
  public void afterFilling() throws InterruptedException {
    silenceWatch.look(clock.instant());
    judging.start();
    // What fails to be judged is tried again later; the demo does not wait for it.
    for (int looks = 0; looks < LOOKS_MAX && judgingDue.count() > 0; looks++) {
      Thread.sleep(LOOKED_EVERY);
    }
    roll.release();
    say(
        ("Ready. Open http://127.0.0.1:%s and sign in as o.rivera, o.chen or o.haddad, password"
                + " demo.")
            .formatted(environment.getProperty("local.server.port")));
  }
}
