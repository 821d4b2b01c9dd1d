package org.muster.watch;

import java.util.List;
import org.muster.domain.ReportSource;

/** The brokers from which reports are fetched. */
public interface ReportSources {
  /** How it stands with each now; empty where none is set. */
  List<ReportSource> list();
}
