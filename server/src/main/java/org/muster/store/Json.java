package org.muster.store;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongFunction;
import org.muster.domain.Area;
import org.muster.domain.ConditionId;
import org.muster.domain.Evidence;
import org.muster.domain.FindingId;
import org.muster.domain.OrderId;
import org.muster.domain.Plan;
import org.muster.domain.Schedule;
import org.muster.domain.State;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.cfg.DateTimeFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.node.ObjectNode;

/**
 * How values of the domain stand in JSON columns. "One of" is told by a property {@code type}; ids
 * are bare numbers; instants and durations are ISO 8601.
 */
public final class Json {
  /** Of what stands in the columns as it is written now. */
  private static final JsonMapper PRESENT = builder().build();

  /** Of what may have been written by an earlier Muster. */
  private static final JsonMapper MAPPER = builder().addModule(later()).build();

  private static JsonMapper.Builder builder() {
    return JsonMapper.builder()
        .addModule(ids())
        .addMixIn(State.class, OneOfStates.class)
        .addMixIn(Schedule.class, OneOfSchedules.class)
        .addMixIn(Area.class, OneOfAreas.class)
        .addMixIn(Evidence.Otherwise.class, OneOfOtherwise.class)
        .disable(DateTimeFeature.WRITE_DATES_AS_TIMESTAMPS)
        .disable(DateTimeFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
        .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES);
  }

  private Json() {}

  public static String write(Object value) {
    return MAPPER.writeValueAsString(value);
  }

  static JsonNode tree(Object value) {
    return PRESENT.valueToTree(value);
  }

  public static <T> T read(String json, Class<T> type) {
    return MAPPER.readValue(json, type);
  }

  public static <T> T read(String json, TypeReference<T> type) {
    return MAPPER.readValue(json, type);
  }

  private static SimpleModule later() {
    SimpleModule module = new SimpleModule("later");
    completed(module, Plan.class, LaterFields::addToPlan);
    completed(module, Evidence.Reading.class, LaterFields::addToReading);
    return module;
  }

  private static <T> void completed(
      SimpleModule module, Class<T> type, Consumer<ObjectNode> completing) {
    module.addDeserializer(
        type,
        new ValueDeserializer<T>() {
          @Override
          public T deserialize(JsonParser parser, DeserializationContext context) {
            JsonNode node = context.readTree(parser);
            if (node instanceof ObjectNode object) {
              completing.accept(object);
            }
            return PRESENT.treeToValue(node, type);
          }
        });
  }

  private static SimpleModule ids() {
    SimpleModule module = new SimpleModule("ids");
    number(module, ConditionId.class, ConditionId::value, ConditionId::new);
    number(module, OrderId.class, OrderId::value, OrderId::new);
    module.addSerializer(FindingId.class, new Writing<>(FindingId::value));
    module.addDeserializer(
        FindingId.class, new Reading<>(parser -> new FindingId(parser.getString())));
    return module;
  }

  private static <T> void number(
      SimpleModule module, Class<T> type, Function<T, Long> value, LongFunction<T> of) {
    module.addSerializer(type, new Writing<>(value));
    module.addDeserializer(type, new Reading<>(parser -> of.apply(parser.getLongValue())));
  }

  private static final class Writing<T> extends ValueSerializer<T> {
    private final Function<T, ?> bare;

    Writing(Function<T, ?> bare) {
      this.bare = bare;
    }

    @Override
    public void serialize(T value, JsonGenerator out, SerializationContext context) {
      out.writePOJO(bare.apply(value));
    }
  }

  private static final class Reading<T> extends ValueDeserializer<T> {
    private final Function<JsonParser, T> from;

    Reading(Function<JsonParser, T> from) {
      this.from = from;
    }

    @Override
    public T deserialize(JsonParser parser, DeserializationContext context) {
      return from.apply(parser);
    }
  }

  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
  @JsonSubTypes({
    @JsonSubTypes.Type(value = State.Met.class, name = "Met"),
    @JsonSubTypes.Type(value = State.MetLate.class, name = "MetLate"),
    @JsonSubTypes.Type(value = State.NotMet.class, name = "NotMet"),
    @JsonSubTypes.Type(value = State.Unknown.class, name = "Unknown"),
    @JsonSubTypes.Type(value = State.Excused.class, name = "Excused"),
    @JsonSubTypes.Type(value = State.NotBinding.class, name = "NotBinding")
  })
  private interface OneOfStates {}

  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
  @JsonSubTypes({
    @JsonSubTypes.Type(value = Schedule.Always.class, name = "Always"),
    @JsonSubTypes.Type(value = Schedule.Weekly.class, name = "Weekly"),
    @JsonSubTypes.Type(value = Schedule.FreeMovement.class, name = "FreeMovement")
  })
  private interface OneOfSchedules {}

  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
  @JsonSubTypes({
    @JsonSubTypes.Type(value = Area.Circle.class, name = "Circle"),
    @JsonSubTypes.Type(value = Area.Polygons.class, name = "Polygons"),
    @JsonSubTypes.Type(value = Area.Corridor.class, name = "Corridor"),
    @JsonSubTypes.Type(value = Area.Buffered.class, name = "Buffered")
  })
  private interface OneOfAreas {}

  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
  @JsonSubTypes({
    @JsonSubTypes.Type(value = Evidence.Otherwise.FixNearerBy.class, name = "FixNearerBy"),
    @JsonSubTypes.Type(value = Evidence.Otherwise.ReturnedBefore.class, name = "ReturnedBefore"),
    @JsonSubTypes.Type(value = Evidence.Otherwise.HeardBefore.class, name = "HeardBefore"),
    @JsonSubTypes.Type(value = Evidence.Otherwise.LocatedBefore.class, name = "LocatedBefore"),
    @JsonSubTypes.Type(
        value = Evidence.Otherwise.MoreConfirmations.class,
        name = "MoreConfirmations"),
    @JsonSubTypes.Type(value = Evidence.Otherwise.LongerDwell.class, name = "LongerDwell"),
    @JsonSubTypes.Type(value = Evidence.Otherwise.CheckedInBefore.class, name = "CheckedInBefore"),
    @JsonSubTypes.Type(value = Evidence.Otherwise.ClosedBefore.class, name = "ClosedBefore"),
    @JsonSubTypes.Type(value = Evidence.Otherwise.ChargedBefore.class, name = "ChargedBefore"),
    @JsonSubTypes.Type(
        value = Evidence.Otherwise.RecordedOtherwise.class,
        name = "RecordedOtherwise"),
    @JsonSubTypes.Type(value = Evidence.Otherwise.ExcusalRecorded.class, name = "ExcusalRecorded")
    // What is only said of spans is never kept.
  })
  private interface OneOfOtherwise {}
}
