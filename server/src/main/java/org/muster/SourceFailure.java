package org.muster;

import org.muster.ingest.SourceNotUsable;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says in plain words why the server does not start when a source of reports is set wrongly. */
class SourceFailure extends AbstractFailureAnalyzer<SourceNotUsable> {
  @Override
  protected FailureAnalysis analyze(Throwable rootFailure, SourceNotUsable cause) {
    return new FailureAnalysis(cause.getMessage(), cause.whatToDo(), cause);
  }
}
