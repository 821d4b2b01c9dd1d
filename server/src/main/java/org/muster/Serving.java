package org.muster;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

/** Starts the server and stays until it is stopped. */
final class Serving {
  private Serving() {}

  /** Serves; in the demo also the settings of the simulator are given. */
  static int run(int port, Path data, boolean demo, List<String> demoSettings)
      throws InterruptedException {
    SpringApplication application = new SpringApplication(MusterServer.class);
    List<String> settings = new ArrayList<>(demoSettings);
    settings.add("--server.port=" + port);
    settings.add("--muster.data=" + data);
    if (demo) {
      application.setAdditionalProfiles("demo");
    }
    ConfigurableApplicationContext context = application.run(settings.toArray(String[]::new));
    context.registerShutdownHook();
    Thread.currentThread().join();
    return 0;
  }
}
