package org.muster;

import java.time.Clock;
import org.muster.judging.Judging;
import org.muster.judging.SilenceWatch;
import org.muster.store.Journalled;
import org.muster.store.JudgingDue;
import org.springframework.context.event.EventListener;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * The way of data, in order. Read this first; each step is a class that can be read alone.
 *
 * <ol>
 *   <li><b>report</b>: a device or gateway sends bytes with its token, to {@code
 *       ingest.IntakeListener} or, on the port of the pages, to {@code ingest.IntakeEndpoints};
 *       {@code ingest.Intake} lets it in. What cannot be taken is refused with a reason and
 *       counted. Or {@code ingest.Sources} fetches it from a broker.
 *   <li><b>observation</b>: the protocol's reader in {@code ingest} turns the report into typed
 *       facts ({@link org.muster.domain.Observation}). A message without a new position is a beat.
 *   <li><b>journal</b>: {@code store.Journal} commits bytes, hash, observations and refusals of all
 *       reports that wait in one transaction. Only then are the devices answered. What came stands
 *       in memory ({@code store.LatestArrivals}), from where {@code store.Settling} moves it into
 *       tracks, and whoever it is of is noted to be judged ({@code store.JudgingDue}).
 *   <li><b>engine</b>: {@code judging.Judge} opens with the state that the day before closed with
 *       and folds the day's observations, and what people recorded of check-ins and hearings,
 *       through {@link org.muster.engine.Engine}, by the order and the plan in force at each
 *       instant.
 *   <li><b>timeline</b>: the spans of each condition are kept by day ({@code store.Folds}) and read
 *       as one ({@code store.Timelines}).
 *   <li><b>incident</b>: {@code judging.SilenceWatch} finds devices that went quiet together; their
 *       silence is judged as the system's fault.
 *   <li><b>finding</b>: {@code judging.FindingVersions} compares what the engine says now with what
 *       it said before, and records the difference: raised, amended, ended, withdrawn. What a
 *       recall of a faulty batch covers is withdrawn, and stays so.
 *   <li><b>alert</b>: {@code worklist} groups open findings by participant and ranks them by what
 *       policy asks ({@link org.muster.policy.Response}).
 *   <li><b>decision</b>: a named person answers with a cause and a reason ({@code worklist}).
 *   <li><b>roll</b>: {@code figures} puts every enrolled person into exactly one state a day, with
 *       the evidence.
 *   <li><b>figure</b>: the counts of the roll; each opens the rows behind it.
 * </ol>
 *
 * <p>What follows is the clockwork that moves data from one step to the next. Every step leaves its
 * input marked until it is done, so that a stop at any point loses nothing.
 */
@Component
class Pipeline {
  private final JudgingDue judgingDue;
  private final Judging judging;
  private final SilenceWatch silenceWatch;
  private final Clock clock;

  Pipeline(JudgingDue judgingDue, Judging judging, SilenceWatch silenceWatch, Clock clock) {
    this.judgingDue = judgingDue;
    this.judging = judging;
    this.silenceWatch = silenceWatch;
    this.clock = clock;
  }

  /** Reports were committed: judge them at once. */
  @EventListener
  void journalled(Journalled journalled) {
    judging.ring();
  }

  /** Many that are quiet together are a fault of the system: found before it looks like theirs. */
  @Scheduled(fixedDelayString = "${muster.silence.every:PT60S}", initialDelayString = "PT15S")
  void manyAreQuiet() {
    if (judging.isRunning() && silenceWatch.look(clock.instant()) > 0) {
      judging.ring();
    }
  }

  /** Time itself is news: a window opens, a position is no longer fresh, a device stays silent. */
  @Scheduled(fixedDelayString = "${muster.judging.every:PT30S}", initialDelayString = "PT5S")
  void timePassed() {
    if (judgingDue.markAllUnderWay(clock.instant()) > 0) {
      judging.ring();
    }
  }
}
