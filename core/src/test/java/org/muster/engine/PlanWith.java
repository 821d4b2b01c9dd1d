package org.muster.engine;

import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import org.muster.domain.Plan;

/** {@link Day#PLAN} with some of its values, by their names, set otherwise. */
final class PlanWith {
  private PlanWith() {}

  static Plan of(String name, Object value) {
    return of(Map.of(name, value));
  }

  static Plan of(Map<String, Object> values) {
    Map<String, Object> left = new TreeMap<>(values);
    RecordComponent[] components = Plan.class.getRecordComponents();
    Object[] all = new Object[components.length];
    try {
      for (int i = 0; i < components.length; i++) {
        Object changed = left.remove(components[i].getName());
        all[i] = changed != null ? changed : components[i].getAccessor().invoke(Day.PLAN);
      }
      if (!left.isEmpty()) {
        throw new IllegalArgumentException("a plan has no " + left.keySet());
      }
      Class<?>[] types =
          Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
      return Plan.class.getConstructor(types).newInstance(all);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }
}
