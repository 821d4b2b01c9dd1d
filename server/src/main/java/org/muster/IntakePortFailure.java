package org.muster;

import org.muster.ingest.PortNotUsable;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says in plain words why the server does not start when devices can not be heard. */
class IntakePortFailure extends AbstractFailureAnalyzer<PortNotUsable> {
  @Override
  protected FailureAnalysis analyze(Throwable rootFailure, PortNotUsable cause) {
    return new FailureAnalysis(cause.getMessage(), cause.whatToDo(), cause);
  }
}
