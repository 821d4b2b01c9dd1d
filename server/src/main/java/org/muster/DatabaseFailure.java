package org.muster;

import org.muster.store.DatabaseNotUsable;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says in plain words why the server does not start when its database can not be used. */
class DatabaseFailure extends AbstractFailureAnalyzer<DatabaseNotUsable> {
  @Override
  protected FailureAnalysis analyze(Throwable rootFailure, DatabaseNotUsable cause) {
    return new FailureAnalysis(cause.getMessage(), cause.whatToDo(), cause);
  }
}
