package org.muster;

import org.muster.ingest.Sources;
import org.muster.watch.ReportSources;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Lets those who watch the server see how it stands with the sources of reports. */
@Configuration
class SourcesSetup {
  @Bean
  ReportSources reportSources(Sources sources) {
    return sources::list;
  }
}
