package org.muster.simulation;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/** A database that can be told to fail at a statement, before a commit, or right after one. */
final class CrashingDataSource extends DelegatingDataSource {
  /** Where it fails. After a commit all is on disk, and whoever asked for it never hears so. */
  enum Where {
    STATEMENT,
    BEFORE_COMMIT,
    AFTER_COMMIT
  }

  private Where where = Where.STATEMENT;
  private int left;

  CrashingDataSource(DataSource database) {
    super(database);
  }

  /** Fails once, at the so-many-th from now; 1 is the next. */
  synchronized void arm(Where place, int count) {
    where = place;
    left = count;
  }

  /** Fails no more; whether it did since it was armed. */
  synchronized boolean disarm() {
    boolean fired = left == 0;
    left = 0;
    return fired;
  }

  private synchronized void pass(Where place) throws SQLException {
    if (left > 0 && where == place && --left == 0) {
      throw new SQLException("the simulation let the database fail: " + place, "08006");
    }
  }

  @Override
  public Connection getConnection() throws SQLException {
    Connection real = super.getConnection();
    return proxy(
        Connection.class,
        (self, method, arguments) -> {
          boolean commits = method.getName().equals("commit");
          if (commits) {
            pass(Where.BEFORE_COMMIT);
          }
          Object answer = call(real, method, arguments);
          if (commits) {
            pass(Where.AFTER_COMMIT);
          }
          return answer instanceof PreparedStatement statement
              ? statement(real, statement)
              : answer;
        });
  }

  private PreparedStatement statement(Connection connection, PreparedStatement real) {
    return proxy(
        PreparedStatement.class,
        (self, method, arguments) -> {
          if (!method.getName().startsWith("execute")) {
            return call(real, method, arguments);
          }
          pass(Where.STATEMENT);
          Object answer = call(real, method, arguments);
          if (connection.getAutoCommit()) {
            pass(Where.AFTER_COMMIT);
          }
          return answer;
        });
  }

  private static <T> T proxy(Class<T> type, InvocationHandler handler) {
    return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
  }

  private static Object call(Object on, Method method, Object[] arguments) throws Throwable {
    try {
      return method.invoke(on, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }
}
