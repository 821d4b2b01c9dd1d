package org.muster.store;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.springframework.stereotype.Component;

/** Whether the database answers at all. */
@Component
public class Reach {
  private static final int SECONDS_MAX = 3;

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
}
