package org.muster;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.muster.ingest.PortNotUsable;
import org.muster.ingest.SourceNotUsable;
import org.muster.store.DatabaseNotUsable;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import picocli.CommandLine;

/** Starts the server and stays until it is stopped. */
final class Serving {
  private Serving() {}

  /** Serves, with the settings that the command adds. */
  static int run(int port, Path data, boolean demo, List<String> ofCommand)
      throws InterruptedException {
    SpringApplication application = new SpringApplication(MusterServer.class);
    List<String> settings = new ArrayList<>(ofCommand);
    settings.add("--server.port=" + port);
    settings.add("--muster.data=" + data);
    try {
      settings.addAll(LogFormat.of(System.getenv(LogFormat.VARIABLE)).settings());
    } catch (IllegalArgumentException e) {
      System.err.println(e.getMessage());
      return CommandLine.ExitCode.USAGE;
    }
    if (demo) {
      application.setAdditionalProfiles("demo");
    }
    ConfigurableApplicationContext context;
    try {
      context = application.run(settings.toArray(String[]::new));
    } catch (RuntimeException e) {
      if (isSaidAlready(e)) {
        // Said already, in plain words.
        return 1;
      }
      throw e;
    }
    context.registerShutdownHook();
    Thread.currentThread().join();
    return 0;
  }

  private static boolean isSaidAlready(Throwable thrown) {
    for (Throwable at = thrown; at != null; at = at.getCause()) {
      if (at instanceof DatabaseNotUsable
          || at instanceof PortNotUsable
          || at instanceof SourceNotUsable) {
        return true;
      }
    }
    return false;
  }
}
