package io.datastreamer.helm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.kubernetes.client.openapi.JSON;
import io.kubernetes.client.openapi.models.V1ConfigMap;
import io.kubernetes.client.openapi.models.V1Deployment;
import io.kubernetes.client.openapi.models.V1Ingress;
import io.kubernetes.client.openapi.models.V1Job;
import io.kubernetes.client.openapi.models.V1NetworkPolicy;
import io.kubernetes.client.openapi.models.V1PersistentVolumeClaim;
import io.kubernetes.client.openapi.models.V1Pod;
import io.kubernetes.client.openapi.models.V1PodDisruptionBudget;
import io.kubernetes.client.openapi.models.V1Role;
import io.kubernetes.client.openapi.models.V1RoleBinding;
import io.kubernetes.client.openapi.models.V1Service;
import io.kubernetes.client.openapi.models.V1ServiceAccount;
import io.kubernetes.client.openapi.models.V1StatefulSet;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** What Kubernetes and the Flink operator find wrong with an object: unknown, missing and wrong members. */
final class KubernetesSchemas {
    private static final String CRD = "/META-INF/fabric8/flinkdeployments.flink.apache.org-v1.yml";
    /**
     * The versions of Flink that the operator takes from its release 1.13 to 1.15. Maven Central has the schema of 1.10,
     * which ends at 1.20; what later ones have more is optional.
     */
    private static final List<String> FLINK_VERSIONS =
            List.of("v1_13", "v1_14", "v1_15", "v1_16", "v1_17", "v1_18", "v1_19", "v1_20", "v2_0", "v2_1", "v2_2");

    private static final Map<String, Type> TYPES = Map.ofEntries(
            type("v1/ConfigMap", V1ConfigMap.class, V1ConfigMap::validateJsonElement),
            type(
                    "v1/PersistentVolumeClaim",
                    V1PersistentVolumeClaim.class,
                    V1PersistentVolumeClaim::validateJsonElement),
            type("v1/Pod", V1Pod.class, V1Pod::validateJsonElement),
            type("v1/Service", V1Service.class, V1Service::validateJsonElement),
            type("v1/ServiceAccount", V1ServiceAccount.class, V1ServiceAccount::validateJsonElement),
            type("apps/v1/Deployment", V1Deployment.class, V1Deployment::validateJsonElement),
            type("apps/v1/StatefulSet", V1StatefulSet.class, V1StatefulSet::validateJsonElement),
            type("batch/v1/Job", V1Job.class, V1Job::validateJsonElement),
            type("networking.k8s.io/v1/Ingress", V1Ingress.class, V1Ingress::validateJsonElement),
            type("networking.k8s.io/v1/NetworkPolicy", V1NetworkPolicy.class, V1NetworkPolicy::validateJsonElement),
            type(
                    "policy/v1/PodDisruptionBudget",
                    V1PodDisruptionBudget.class,
                    V1PodDisruptionBudget::validateJsonElement),
            type("rbac.authorization.k8s.io/v1/Role", V1Role.class, V1Role::validateJsonElement),
            type("rbac.authorization.k8s.io/v1/RoleBinding", V1RoleBinding.class, V1RoleBinding::validateJsonElement));

    private static final Schema FLINK_DEPLOYMENT = flinkDeployment();

    private interface Check {
        void of(JsonElement json) throws IOException;
    }

    private record Type(Class<?> model, Check members) {}

    private static Map.Entry<String, Type> type(String name, Class<?> model, Check members) {
        return Map.entry(name, new Type(model, members));
    }

    private KubernetesSchemas() {}

    /** Whether there is a schema for the object. */
    static boolean know(JsonNode object) {
        return TYPES.containsKey(type(object)) || isFlinkDeployment(object);
    }

    /** What is wrong with an object; empty when nothing is. */
    static List<String> faults(JsonNode object) {
        if (isFlinkDeployment(object)) {
            return FLINK_DEPLOYMENT.validate(object.toString(), InputFormat.JSON).stream()
                    .map(Object::toString)
                    .toList();
        }
        Type type = TYPES.get(type(object));
        if (type == null) {
            return List.of("there is no schema for " + type(object));
        }
        try {
            JsonElement json = JsonParser.parseString(object.toString());
            type.members().of(json);
            return JSON.getGson().fromJson(json, type.model()) == null ? List.of("is empty") : List.of();
        } catch (IOException | RuntimeException e) {
            return List.of(String.valueOf(e.getMessage()));
        }
    }

    private static boolean isFlinkDeployment(JsonNode object) {
        return type(object).equals("flink.apache.org/v1beta1/FlinkDeployment");
    }

    private static String type(JsonNode object) {
        return object.path("apiVersion").asText() + "/" + object.path("kind").asText();
    }

    /** The operator's definition of a FlinkDeployment, as a cluster gets it; a copy of its own. */
    static JsonNode definition() {
        try (InputStream in = KubernetesSchemas.class.getResourceAsStream(CRD)) {
            if (in == null) {
                throw new IllegalStateException("no " + CRD);
            }
            JsonNode crd = Repository.parsed(new String(in.readAllBytes(), StandardCharsets.UTF_8));
            ArrayNode versions = ((ObjectNode)
                            crd.at("/spec/versions/0/schema/openAPIV3Schema/properties/spec/properties/flinkVersion"))
                    .putArray("enum");
            FLINK_VERSIONS.forEach(versions::add);
            return crd;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Schema flinkDeployment() {
        JsonNode crd = definition();
        ObjectNode schema = (ObjectNode) crd.at("/spec/versions/0/schema/openAPIV3Schema");
        ObjectNode properties = (ObjectNode) schema.get("properties");
        for (String standard : List.of("apiVersion", "kind")) {
            properties.putObject(standard).put("type", "string");
        }
        properties.putObject("metadata").put("type", "object");
        close(schema, "/metadata");
        return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7)
                .getSchema(schema.toString(), InputFormat.JSON);
    }

    /** Members that a schema does not name are wrong. */
    private static void close(JsonNode schema, String except) {
        if (schema instanceof ObjectNode object) {
            JsonNode properties = object.get("properties");
            if (properties != null && properties.isObject()) {
                if (!object.has("additionalProperties") && !object.has("x-kubernetes-preserve-unknown-fields")) {
                    object.put("additionalProperties", false);
                }
                properties.properties().forEach(entry -> {
                    if (!except.equals("/" + entry.getKey())) {
                        close(entry.getValue(), "");
                    }
                });
            }
            close(object.path("items"), "");
            close(object.path("additionalProperties"), "");
        }
    }
}
