package org.muster.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.sql.DataSource;
import org.springframework.stereotype.Component;

/** Whether the database answers at all. */
@Component
public class Reach {
  private static final int SECONDS_MAX = 3;
  private static final long SOON_SECONDS_MAX = 5;

  private final DataSource dataSource;

  public Reach(DataSource dataSource) {
    this.dataSource = dataSource;
  }

  /** Waits for a connection as long as the pool does. */
  public boolean answers() {
    try (Connection connection = dataSource.getConnection()) {
      return connection.isValid(SECONDS_MAX);
    } catch (SQLException e) {
      return false;
    }
  }

  /** Whether it answers before whoever asks would give up waiting. */
  public boolean answersSoon() {
    FutureTask<Boolean> asked = new FutureTask<>(this::answers);
    Thread.ofVirtual().name("reach").start(asked);
    try {
      return asked.get(SOON_SECONDS_MAX, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    } catch (ExecutionException | TimeoutException e) {
      return false;
    }
  }
}
