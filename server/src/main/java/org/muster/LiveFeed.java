package org.muster;

import org.muster.judging.FindingsChanged;
import org.muster.store.RollRows;
import org.muster.web.LiveConnections;
import org.springframework.context.event.EventListener;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Tells the pages that are open that something changed. What changed they ask for themselves. */
@Component
class LiveFeed {
  private final LiveConnections live;
  private final RollRows roll;
  private long rollSeen;

  LiveFeed(LiveConnections live, RollRows roll) {
    this.live = live;
    this.roll = roll;
  }

  @EventListener
  void findingsChanged(FindingsChanged changed) {
    live.findingsChanged(changed.enrolments());
  }

  @Scheduled(fixedDelayString = "PT1S", initialDelayString = "PT5S")
  void lookAtTheRoll() {
    long count = roll.appendedCount();
    if (count != rollSeen) {
      rollSeen = count;
      live.rollChanged();
    }
  }
}
