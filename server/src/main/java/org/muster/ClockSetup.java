package org.muster;

import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The one clock of the server. Rooms are given it; none reads the time by itself. */
@Configuration
class ClockSetup {

  @Bean
  Clock clock() {
    return Clock.systemUTC();
  }
}
