// Generated from plan-schema.ts by scripts/generate-plan-validator.ts, which `pnpm generate` runs: do not edit.
// @ts-nocheck: this is JavaScript as AJV's standalone mode writes it, without types for its inner variables. It is a
// TypeScript file only so that the compiler takes it along; what it exports is typed.
import type { PlanSchema, Shape } from './plan-schema.ts';

/** One thing that does not fit, as AJV says it. */
export interface StructureError {
  readonly instancePath: string;
  readonly schemaPath: string;
  readonly keyword: string;
  readonly params: { readonly missingProperty?: string; readonly additionalProperty?: string };
}

/** Checks a value. What does not fit is in `errors` until the next call. */
export interface StructureCheck {
  (value: unknown): boolean;
  readonly errors?: readonly StructureError[] | null;
}

const schema11 = {"$id":"plan","type":"object","description":"a plan","properties":{"service":{"type":"string","pattern":"\\S","description":"the name of the software"},"version":{"type":"integer","minimum":1,"description":"the version of the plan, a whole number from 1"},"maintainer":{"type":"object","description":"who is behind the software: { name, contact }","properties":{"name":{"type":"string","pattern":"\\S","description":"the name of who is behind the software"},"contact":{"type":"string","pattern":"\\S","description":"an address to write to"},"policyUrl":{"type":"string","pattern":"\\S","description":"the address of the privacy policy"},"retention":{"type":"string","pattern":"\\S","description":"how long delivered data are kept, in words"},"published":{"type":"string","pattern":"\\S","description":"where results are published"}},"required":["name","contact"],"additionalProperties":false},"why":{"type":"string","pattern":"\\S","description":"the reason why there is telemetry at all"},"never":{"type":"array","items":{"type":"string","pattern":"\\S","description":"words for what is never collected"},"description":"a list of what is never collected"},"consent":{"type":"object","description":"what telemetry is until someone decides: { default: 'on' } or { default: 'off' }","properties":{"default":{"enum":["on","off"],"description":"'on' or 'off'"},"config":{"type":"string","pattern":"\\S","description":"a config key, as Butler.anonTelemetry"},"env":{"description":"the name of an environment variable"}},"required":["default"],"additionalProperties":false},"identity":{"type":"object","description":"installationIdentity(), machineIdentity({ host }) or noIdentity()"},"system":{"type":"object","description":"what is read of the system: { why, fields }","properties":{"why":{"type":"string","pattern":"\\S","description":"the reason why it is collected, as an operator would want to read it"},"fields":{"type":"array","minItems":1,"items":{"enum":["arch","platform","release","distro","codename","virtual","isRunningInDocker","nodeVersion","cpuModel","cpuCount","memoryBytes"],"description":"'arch' or 'platform' or 'release' or 'distro' or 'codename' or 'virtual' or 'isRunningInDocker' or 'nodeVersion' or 'cpuModel' or 'cpuCount' or 'memoryBytes'"},"description":"a list with at least one system field"},"config":{"type":"string","pattern":"\\S","description":"a config key, as Butler.anonTelemetry"},"since":{"type":"integer","minimum":1,"description":"the plan version that it came with, from 1"},"fieldsSince":{"type":"object","description":"plan versions by field, as { distro: 2 }"}},"required":["why","fields"],"additionalProperties":false},"features":{"type":"object","description":"features by name, or group({ features })"},"context":{"type":"object","description":"values by name, as { appEnv: { enum: [...] } }"},"gauges":{"type":"object","description":"values by name, as { users: { type: 'integer' } }"},"events":{"type":"object","description":"usage events by name"},"report":{"type":"object","description":"the periodic report: { name, everyHours }","properties":{"name":{"type":"string","pattern":"\\S","description":"the name that the report is sent under"},"everyHours":{"type":"number","exclusiveMinimum":0,"maximum":8760,"description":"a number of hours, above 0 and at most 8760 (a year)"},"atStart":{"type":"boolean","description":"true or false"},"shape":{"enum":["flat","nested","both"],"description":"'flat' or 'nested' or 'both'"},"per":{"enum":["installation","instance"],"description":"'installation' or 'instance'"},"since":{"type":"integer","minimum":1,"description":"the plan version that it came with, from 1"}},"required":["name","everyHours"],"additionalProperties":false},"submit":{"type":"object","description":"how often what happened is sent: { everyHours }","properties":{"everyHours":{"type":"number","exclusiveMinimum":0,"maximum":8760,"description":"a number of hours, above 0 and at most 8760 (a year)"}},"required":["everyHours"],"additionalProperties":false},"notice":{"type":"object","description":"how long to wait after the notice: { graceHours }","properties":{"graceHours":{"type":"number","minimum":0,"maximum":8760,"description":"a number of hours, from 0 to 8760 (a year)"}},"required":["graceHours"],"additionalProperties":false}},"required":["service","version","maintainer","why","never","consent"],"additionalProperties":false};
const func2 = Object.prototype.hasOwnProperty;
const pattern0 = new RegExp("\\S", "u");

function validate10(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
/*# sourceURL="plan" */;
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.service === undefined){
vErrors = note(vErrors, instancePath, "#/required", "required", {missingProperty: "service"});
errors++;
}
if(data.version === undefined){
vErrors = note(vErrors, instancePath, "#/required", "required", {missingProperty: "version"});
errors++;
}
if(data.maintainer === undefined){
vErrors = note(vErrors, instancePath, "#/required", "required", {missingProperty: "maintainer"});
errors++;
}
if(data.why === undefined){
vErrors = note(vErrors, instancePath, "#/required", "required", {missingProperty: "why"});
errors++;
}
if(data.never === undefined){
vErrors = note(vErrors, instancePath, "#/required", "required", {missingProperty: "never"});
errors++;
}
if(data.consent === undefined){
vErrors = note(vErrors, instancePath, "#/required", "required", {missingProperty: "consent"});
errors++;
}
for(const key0 in data){
if(!(func2.call(schema11.properties, key0))){
vErrors = note(vErrors, instancePath, "#/additionalProperties", "additionalProperties", {additionalProperty: key0});
errors++;
}
}
if(data.service !== undefined){
let data0 = data.service;
if(typeof data0 === "string"){
if(!pattern0.test(data0)){
vErrors = note(vErrors, instancePath+"/service", "#/properties/service/pattern", "pattern", {pattern: "\\S"});
errors++;
}
}
else {
vErrors = note(vErrors, instancePath+"/service", "#/properties/service/type", "type", {type: "string"});
errors++;
}
}
if(data.version !== undefined){
let data1 = data.version;
if(!(((typeof data1 == "number") && (!(data1 % 1) && !isNaN(data1))) && (isFinite(data1)))){
vErrors = note(vErrors, instancePath+"/version", "#/properties/version/type", "type", {type: "integer"});
errors++;
}
if((typeof data1 == "number") && (isFinite(data1))){
if(data1 < 1 || isNaN(data1)){
vErrors = note(vErrors, instancePath+"/version", "#/properties/version/minimum", "minimum", {comparison: ">=", limit: 1});
errors++;
}
}
}
if(data.maintainer !== undefined){
let data2 = data.maintainer;
if(data2 && typeof data2 == "object" && !Array.isArray(data2)){
if(data2.name === undefined){
vErrors = note(vErrors, instancePath+"/maintainer", "#/properties/maintainer/required", "required", {missingProperty: "name"});
errors++;
}
if(data2.contact === undefined){
vErrors = note(vErrors, instancePath+"/maintainer", "#/properties/maintainer/required", "required", {missingProperty: "contact"});
errors++;
}
for(const key1 in data2){
if(!(((((key1 === "name") || (key1 === "contact")) || (key1 === "policyUrl")) || (key1 === "retention")) || (key1 === "published"))){
vErrors = note(vErrors, instancePath+"/maintainer", "#/properties/maintainer/additionalProperties", "additionalProperties", {additionalProperty: key1});
errors++;
}
}
if(data2.name !== undefined){
let data3 = data2.name;
if(typeof data3 === "string"){
if(!pattern0.test(data3)){
vErrors = note(vErrors, instancePath+"/maintainer/name", "#/properties/maintainer/properties/name/pattern", "pattern", {pattern: "\\S"});
errors++;
}
}
else {
vErrors = note(vErrors, instancePath+"/maintainer/name", "#/properties/maintainer/properties/name/type", "type", {type: "string"});
errors++;
}
}
if(data2.contact !== undefined){
let data4 = data2.contact;
if(typeof data4 === "string"){
if(!pattern0.test(data4)){
vErrors = note(vErrors, instancePath+"/maintainer/contact", "#/properties/maintainer/properties/contact/pattern", "pattern", {pattern: "\\S"});
errors++;
}
}
else {
vErrors = note(vErrors, instancePath+"/maintainer/contact", "#/properties/maintainer/properties/contact/type", "type", {type: "string"});
errors++;
}
}
if(data2.policyUrl !== undefined){
let data5 = data2.policyUrl;
if(typeof data5 === "string"){
if(!pattern0.test(data5)){
vErrors = note(vErrors, instancePath+"/maintainer/policyUrl", "#/properties/maintainer/properties/policyUrl/pattern", "pattern", {pattern: "\\S"});
errors++;
}
}
else {
vErrors = note(vErrors, instancePath+"/maintainer/policyUrl", "#/properties/maintainer/properties/policyUrl/type", "type", {type: "string"});
errors++;
}
}
if(data2.retention !== undefined){
let data6 = data2.retention;
if(typeof data6 === "string"){
if(!pattern0.test(data6)){
vErrors = note(vErrors, instancePath+"/maintainer/retention", "#/properties/maintainer/properties/retention/pattern", "pattern", {pattern: "\\S"});
errors++;
}
}
else {
vErrors = note(vErrors, instancePath+"/maintainer/retention", "#/properties/maintainer/properties/retention/type", "type", {type: "string"});
errors++;
}
}
if(data2.published !== undefined){
let data7 = data2.published;
if(typeof data7 === "string"){
if(!pattern0.test(data7)){
vErrors = note(vErrors, instancePath+"/maintainer/published", "#/properties/maintainer/properties/published/pattern", "pattern", {pattern: "\\S"});
errors++;
}
}
else {
vErrors = note(vErrors, instancePath+"/maintainer/published", "#/properties/maintainer/properties/published/type", "type", {type: "string"});
errors++;
}
}
}
else {
vErrors = note(vErrors, instancePath+"/maintainer", "#/properties/maintainer/type", "type", {type: "object"});
errors++;
}
}
if(data.why !== undefined){
let data8 = data.why;
if(typeof data8 === "string"){
if(!pattern0.test(data8)){
vErrors = note(vErrors, instancePath+"/why", "#/properties/why/pattern", "pattern", {pattern: "\\S"});
errors++;
}
}
else {
vErrors = note(vErrors, instancePath+"/why", "#/properties/why/type", "type", {type: "string"});
errors++;
}
}
if(data.never !== undefined){
let data9 = data.never;
if(Array.isArray(data9)){
const len0 = data9.length;
for(let i0=0; i0<len0; i0++){
let data10 = data9[i0];
if(typeof data10 === "string"){
if(!pattern0.test(data10)){
vErrors = note(vErrors, instancePath+"/never/" + i0, "#/properties/never/items/pattern", "pattern", {pattern: "\\S"});
errors++;
}
}
else {
vErrors = note(vErrors, instancePath+"/never/" + i0, "#/properties/never/items/type", "type", {type: "string"});
errors++;
}
}
}
else {
vErrors = note(vErrors, instancePath+"/never", "#/properties/never/type", "type", {type: "array"});
errors++;
}
}
if(data.consent !== undefined){
let data11 = data.consent;
if(data11 && typeof data11 == "object" && !Array.isArray(data11)){
if(data11.default === undefined){
vErrors = note(vErrors, instancePath+"/consent", "#/properties/consent/required", "required", {missingProperty: "default"});
errors++;
}
for(const key2 in data11){
if(!(((key2 === "default") || (key2 === "config")) || (key2 === "env"))){
vErrors = note(vErrors, instancePath+"/consent", "#/properties/consent/additionalProperties", "additionalProperties", {additionalProperty: key2});
errors++;
}
}
if(data11.default !== undefined){
let data12 = data11.default;
if(!((data12 === "on") || (data12 === "off"))){
vErrors = note(vErrors, instancePath+"/consent/default", "#/properties/consent/properties/default/enum", "enum", {allowedValues: schema11.properties.consent.properties.default.enum});
errors++;
}
}
if(data11.config !== undefined){
let data13 = data11.config;
if(typeof data13 === "string"){
if(!pattern0.test(data13)){
vErrors = note(vErrors, instancePath+"/consent/config", "#/properties/consent/properties/config/pattern", "pattern", {pattern: "\\S"});
errors++;
}
}
else {
vErrors = note(vErrors, instancePath+"/consent/config", "#/properties/consent/properties/config/type", "type", {type: "string"});
errors++;
}
}
}
else {
vErrors = note(vErrors, instancePath+"/consent", "#/properties/consent/type", "type", {type: "object"});
errors++;
}
}
if(data.identity !== undefined){
let data14 = data.identity;
if(!(data14 && typeof data14 == "object" && !Array.isArray(data14))){
vErrors = note(vErrors, instancePath+"/identity", "#/properties/identity/type", "type", {type: "object"});
errors++;
}
}
if(data.system !== undefined){
let data15 = data.system;
if(data15 && typeof data15 == "object" && !Array.isArray(data15)){
if(data15.why === undefined){
vErrors = note(vErrors, instancePath+"/system", "#/properties/system/required", "required", {missingProperty: "why"});
errors++;
}
if(data15.fields === undefined){
vErrors = note(vErrors, instancePath+"/system", "#/properties/system/required", "required", {missingProperty: "fields"});
errors++;
}
for(const key3 in data15){
if(!(((((key3 === "why") || (key3 === "fields")) || (key3 === "config")) || (key3 === "since")) || (key3 === "fieldsSince"))){
vErrors = note(vErrors, instancePath+"/system", "#/properties/system/additionalProperties", "additionalProperties", {additionalProperty: key3});
errors++;
}
}
if(data15.why !== undefined){
let data16 = data15.why;
if(typeof data16 === "string"){
if(!pattern0.test(data16)){
vErrors = note(vErrors, instancePath+"/system/why", "#/properties/system/properties/why/pattern", "pattern", {pattern: "\\S"});
errors++;
}
}
else {
vErrors = note(vErrors, instancePath+"/system/why", "#/properties/system/properties/why/type", "type", {type: "string"});
errors++;
}
}
if(data15.fields !== undefined){
let data17 = data15.fields;
if(Array.isArray(data17)){
if(data17.length < 1){
vErrors = note(vErrors, instancePath+"/system/fields", "#/properties/system/properties/fields/minItems", "minItems", {limit: 1});
errors++;
}
const len1 = data17.length;
for(let i1=0; i1<len1; i1++){
let data18 = data17[i1];
if(!(((((((((((data18 === "arch") || (data18 === "platform")) || (data18 === "release")) || (data18 === "distro")) || (data18 === "codename")) || (data18 === "virtual")) || (data18 === "isRunningInDocker")) || (data18 === "nodeVersion")) || (data18 === "cpuModel")) || (data18 === "cpuCount")) || (data18 === "memoryBytes"))){
vErrors = note(vErrors, instancePath+"/system/fields/" + i1, "#/properties/system/properties/fields/items/enum", "enum", {allowedValues: schema11.properties.system.properties.fields.items.enum});
errors++;
}
}
}
else {
vErrors = note(vErrors, instancePath+"/system/fields", "#/properties/system/properties/fields/type", "type", {type: "array"});
errors++;
}
}
if(data15.config !== undefined){
let data19 = data15.config;
if(typeof data19 === "string"){
if(!pattern0.test(data19)){
vErrors = note(vErrors, instancePath+"/system/config", "#/properties/system/properties/config/pattern", "pattern", {pattern: "\\S"});
errors++;
}
}
else {
vErrors = note(vErrors, instancePath+"/system/config", "#/properties/system/properties/config/type", "type", {type: "string"});
errors++;
}
}
if(data15.since !== undefined){
let data20 = data15.since;
if(!(((typeof data20 == "number") && (!(data20 % 1) && !isNaN(data20))) && (isFinite(data20)))){
vErrors = note(vErrors, instancePath+"/system/since", "#/properties/system/properties/since/type", "type", {type: "integer"});
errors++;
}
if((typeof data20 == "number") && (isFinite(data20))){
if(data20 < 1 || isNaN(data20)){
vErrors = note(vErrors, instancePath+"/system/since", "#/properties/system/properties/since/minimum", "minimum", {comparison: ">=", limit: 1});
errors++;
}
}
}
if(data15.fieldsSince !== undefined){
let data21 = data15.fieldsSince;
if(!(data21 && typeof data21 == "object" && !Array.isArray(data21))){
vErrors = note(vErrors, instancePath+"/system/fieldsSince", "#/properties/system/properties/fieldsSince/type", "type", {type: "object"});
errors++;
}
}
}
else {
vErrors = note(vErrors, instancePath+"/system", "#/properties/system/type", "type", {type: "object"});
errors++;
}
}
if(data.features !== undefined){
let data22 = data.features;
if(!(data22 && typeof data22 == "object" && !Array.isArray(data22))){
vErrors = note(vErrors, instancePath+"/features", "#/properties/features/type", "type", {type: "object"});
errors++;
}
}
if(data.context !== undefined){
let data23 = data.context;
if(!(data23 && typeof data23 == "object" && !Array.isArray(data23))){
vErrors = note(vErrors, instancePath+"/context", "#/properties/context/type", "type", {type: "object"});
errors++;
}
}
if(data.gauges !== undefined){
let data24 = data.gauges;
if(!(data24 && typeof data24 == "object" && !Array.isArray(data24))){
vErrors = note(vErrors, instancePath+"/gauges", "#/properties/gauges/type", "type", {type: "object"});
errors++;
}
}
if(data.events !== undefined){
let data25 = data.events;
if(!(data25 && typeof data25 == "object" && !Array.isArray(data25))){
vErrors = note(vErrors, instancePath+"/events", "#/properties/events/type", "type", {type: "object"});
errors++;
}
}
if(data.report !== undefined){
let data26 = data.report;
if(data26 && typeof data26 == "object" && !Array.isArray(data26)){
if(data26.name === undefined){
vErrors = note(vErrors, instancePath+"/report", "#/properties/report/required", "required", {missingProperty: "name"});
errors++;
}
if(data26.everyHours === undefined){
vErrors = note(vErrors, instancePath+"/report", "#/properties/report/required", "required", {missingProperty: "everyHours"});
errors++;
}
for(const key4 in data26){
if(!((((((key4 === "name") || (key4 === "everyHours")) || (key4 === "atStart")) || (key4 === "shape")) || (key4 === "per")) || (key4 === "since"))){
vErrors = note(vErrors, instancePath+"/report", "#/properties/report/additionalProperties", "additionalProperties", {additionalProperty: key4});
errors++;
}
}
if(data26.name !== undefined){
let data27 = data26.name;
if(typeof data27 === "string"){
if(!pattern0.test(data27)){
vErrors = note(vErrors, instancePath+"/report/name", "#/properties/report/properties/name/pattern", "pattern", {pattern: "\\S"});
errors++;
}
}
else {
vErrors = note(vErrors, instancePath+"/report/name", "#/properties/report/properties/name/type", "type", {type: "string"});
errors++;
}
}
if(data26.everyHours !== undefined){
let data28 = data26.everyHours;
if((typeof data28 == "number") && (isFinite(data28))){
if(data28 > 8760 || isNaN(data28)){
vErrors = note(vErrors, instancePath+"/report/everyHours", "#/properties/report/properties/everyHours/maximum", "maximum", {comparison: "<=", limit: 8760});
errors++;
}
if(data28 <= 0 || isNaN(data28)){
vErrors = note(vErrors, instancePath+"/report/everyHours", "#/properties/report/properties/everyHours/exclusiveMinimum", "exclusiveMinimum", {comparison: ">", limit: 0});
errors++;
}
}
else {
vErrors = note(vErrors, instancePath+"/report/everyHours", "#/properties/report/properties/everyHours/type", "type", {type: "number"});
errors++;
}
}
if(data26.atStart !== undefined){
if(typeof data26.atStart !== "boolean"){
vErrors = note(vErrors, instancePath+"/report/atStart", "#/properties/report/properties/atStart/type", "type", {type: "boolean"});
errors++;
}
}
if(data26.shape !== undefined){
let data30 = data26.shape;
if(!(((data30 === "flat") || (data30 === "nested")) || (data30 === "both"))){
vErrors = note(vErrors, instancePath+"/report/shape", "#/properties/report/properties/shape/enum", "enum", {allowedValues: schema11.properties.report.properties.shape.enum});
errors++;
}
}
if(data26.per !== undefined){
let data31 = data26.per;
if(!((data31 === "installation") || (data31 === "instance"))){
vErrors = note(vErrors, instancePath+"/report/per", "#/properties/report/properties/per/enum", "enum", {allowedValues: schema11.properties.report.properties.per.enum});
errors++;
}
}
if(data26.since !== undefined){
let data32 = data26.since;
if(!(((typeof data32 == "number") && (!(data32 % 1) && !isNaN(data32))) && (isFinite(data32)))){
vErrors = note(vErrors, instancePath+"/report/since", "#/properties/report/properties/since/type", "type", {type: "integer"});
errors++;
}
if((typeof data32 == "number") && (isFinite(data32))){
if(data32 < 1 || isNaN(data32)){
vErrors = note(vErrors, instancePath+"/report/since", "#/properties/report/properties/since/minimum", "minimum", {comparison: ">=", limit: 1});
errors++;
}
}
}
}
else {
vErrors = note(vErrors, instancePath+"/report", "#/properties/report/type", "type", {type: "object"});
errors++;
}
}
if(data.submit !== undefined){
let data33 = data.submit;
if(data33 && typeof data33 == "object" && !Array.isArray(data33)){
if(data33.everyHours === undefined){
vErrors = note(vErrors, instancePath+"/submit", "#/properties/submit/required", "required", {missingProperty: "everyHours"});
errors++;
}
for(const key5 in data33){
if(!(key5 === "everyHours")){
vErrors = note(vErrors, instancePath+"/submit", "#/properties/submit/additionalProperties", "additionalProperties", {additionalProperty: key5});
errors++;
}
}
if(data33.everyHours !== undefined){
let data34 = data33.everyHours;
if((typeof data34 == "number") && (isFinite(data34))){
if(data34 > 8760 || isNaN(data34)){
vErrors = note(vErrors, instancePath+"/submit/everyHours", "#/properties/submit/properties/everyHours/maximum", "maximum", {comparison: "<=", limit: 8760});
errors++;
}
if(data34 <= 0 || isNaN(data34)){
vErrors = note(vErrors, instancePath+"/submit/everyHours", "#/properties/submit/properties/everyHours/exclusiveMinimum", "exclusiveMinimum", {comparison: ">", limit: 0});
errors++;
}
}
else {
vErrors = note(vErrors, instancePath+"/submit/everyHours", "#/properties/submit/properties/everyHours/type", "type", {type: "number"});
errors++;
}
}
}
else {
vErrors = note(vErrors, instancePath+"/submit", "#/properties/submit/type", "type", {type: "object"});
errors++;
}
}
if(data.notice !== undefined){
let data35 = data.notice;
if(data35 && typeof data35 == "object" && !Array.isArray(data35)){
if(data35.graceHours === undefined){
vErrors = note(vErrors, instancePath+"/notice", "#/properties/notice/required", "required", {missingProperty: "graceHours"});
errors++;
}
for(const key6 in data35){
if(!(key6 === "graceHours")){
vErrors = note(vErrors, instancePath+"/notice", "#/properties/notice/additionalProperties", "additionalProperties", {additionalProperty: key6});
errors++;
}
}
if(data35.graceHours !== undefined){
let data36 = data35.graceHours;
if((typeof data36 == "number") && (isFinite(data36))){
if(data36 > 8760 || isNaN(data36)){
vErrors = note(vErrors, instancePath+"/notice/graceHours", "#/properties/notice/properties/graceHours/maximum", "maximum", {comparison: "<=", limit: 8760});
errors++;
}
if(data36 < 0 || isNaN(data36)){
vErrors = note(vErrors, instancePath+"/notice/graceHours", "#/properties/notice/properties/graceHours/minimum", "minimum", {comparison: ">=", limit: 0});
errors++;
}
}
else {
vErrors = note(vErrors, instancePath+"/notice/graceHours", "#/properties/notice/properties/graceHours/type", "type", {type: "number"});
errors++;
}
}
}
else {
vErrors = note(vErrors, instancePath+"/notice", "#/properties/notice/type", "type", {type: "object"});
errors++;
}
}
}
else {
vErrors = note(vErrors, instancePath, "#/type", "type", {type: "object"});
errors++;
}
validate10.errors = vErrors;
return errors === 0;
}

const schema12 = {"$id":"installationIdentity","type":"object","description":"","properties":{"kind":{"enum":["installation"],"description":"'installation'"},"instance":{"type":"string","pattern":"\\S","description":"the name that the id is sent under"}},"required":["kind"],"additionalProperties":false};

function validate11(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
/*# sourceURL="installationIdentity" */;
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.kind === undefined){
vErrors = note(vErrors, instancePath, "#/required", "required", {missingProperty: "kind"});
errors++;
}
for(const key0 in data){
if(!((key0 === "kind") || (key0 === "instance"))){
vErrors = note(vErrors, instancePath, "#/additionalProperties", "additionalProperties", {additionalProperty: key0});
errors++;
}
}
if(data.kind !== undefined){
if(!(data.kind === "installation")){
vErrors = note(vErrors, instancePath+"/kind", "#/properties/kind/enum", "enum", {allowedValues: schema12.properties.kind.enum});
errors++;
}
}
if(data.instance !== undefined){
let data1 = data.instance;
if(typeof data1 === "string"){
if(!pattern0.test(data1)){
vErrors = note(vErrors, instancePath+"/instance", "#/properties/instance/pattern", "pattern", {pattern: "\\S"});
errors++;
}
}
else {
vErrors = note(vErrors, instancePath+"/instance", "#/properties/instance/type", "type", {type: "string"});
errors++;
}
}
}
else {
vErrors = note(vErrors, instancePath, "#/type", "type", {type: "object"});
errors++;
}
validate11.errors = vErrors;
return errors === 0;
}

const schema13 = {"$id":"machineIdentity","type":"object","description":"","properties":{"kind":{"enum":["machine"],"description":"'machine'"},"host":{"type":"string","pattern":"\\S","description":"the config key of the host that the id is made with"}},"required":["kind","host"],"additionalProperties":false};

function validate12(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
/*# sourceURL="machineIdentity" */;
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.kind === undefined){
vErrors = note(vErrors, instancePath, "#/required", "required", {missingProperty: "kind"});
errors++;
}
if(data.host === undefined){
vErrors = note(vErrors, instancePath, "#/required", "required", {missingProperty: "host"});
errors++;
}
for(const key0 in data){
if(!((key0 === "kind") || (key0 === "host"))){
vErrors = note(vErrors, instancePath, "#/additionalProperties", "additionalProperties", {additionalProperty: key0});
errors++;
}
}
if(data.kind !== undefined){
if(!(data.kind === "machine")){
vErrors = note(vErrors, instancePath+"/kind", "#/properties/kind/enum", "enum", {allowedValues: schema13.properties.kind.enum});
errors++;
}
}
if(data.host !== undefined){
let data1 = data.host;
if(typeof data1 === "string"){
if(!pattern0.test(data1)){
vErrors = note(vErrors, instancePath+"/host", "#/properties/host/pattern", "pattern", {pattern: "\\S"});
errors++;
}
}
else {
vErrors = note(vErrors, instancePath+"/host", "#/properties/host/type", "type", {type: "string"});
errors++;
}
}
}
else {
vErrors = note(vErrors, instancePath, "#/type", "type", {type: "object"});
errors++;
}
validate12.errors = vErrors;
return errors === 0;
}

const schema14 = {"$id":"noIdentity","type":"object","description":"","properties":{"kind":{"enum":["none"],"description":"'none'"}},"required":["kind"],"additionalProperties":false};

function validate13(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
/*# sourceURL="noIdentity" */;
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.kind === undefined){
vErrors = note(vErrors, instancePath, "#/required", "required", {missingProperty: "kind"});
errors++;
}
for(const key0 in data){
if(!(key0 === "kind")){
vErrors = note(vErrors, instancePath, "#/additionalProperties", "additionalProperties", {additionalProperty: key0});
errors++;
}
}
if(data.kind !== undefined){
if(!(data.kind === "none")){
vErrors = note(vErrors, instancePath+"/kind", "#/properties/kind/enum", "enum", {allowedValues: schema14.properties.kind.enum});
errors++;
}
}
}
else {
vErrors = note(vErrors, instancePath, "#/type", "type", {type: "object"});
errors++;
}
validate13.errors = vErrors;
return errors === 0;
}

const schema15 = {"$id":"variable","type":"object","description":"","properties":{"name":{"type":"string","pattern":"\\S","description":"the name of the variable"},"inverted":{"type":"boolean","description":"true or false"}},"required":["name","inverted"],"additionalProperties":false};

function validate14(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
/*# sourceURL="variable" */;
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.name === undefined){
vErrors = note(vErrors, instancePath, "#/required", "required", {missingProperty: "name"});
errors++;
}
if(data.inverted === undefined){
vErrors = note(vErrors, instancePath, "#/required", "required", {missingProperty: "inverted"});
errors++;
}
for(const key0 in data){
if(!((key0 === "name") || (key0 === "inverted"))){
vErrors = note(vErrors, instancePath, "#/additionalProperties", "additionalProperties", {additionalProperty: key0});
errors++;
}
}
if(data.name !== undefined){
let data0 = data.name;
if(typeof data0 === "string"){
if(!pattern0.test(data0)){
vErrors = note(vErrors, instancePath+"/name", "#/properties/name/pattern", "pattern", {pattern: "\\S"});
errors++;
}
}
else {
vErrors = note(vErrors, instancePath+"/name", "#/properties/name/type", "type", {type: "string"});
errors++;
}
}
if(data.inverted !== undefined){
if(typeof data.inverted !== "boolean"){
vErrors = note(vErrors, instancePath+"/inverted", "#/properties/inverted/type", "type", {type: "boolean"});
errors++;
}
}
}
else {
vErrors = note(vErrors, instancePath, "#/type", "type", {type: "object"});
errors++;
}
validate14.errors = vErrors;
return errors === 0;
}

const schema16 = {"$id":"group","type":"object","description":"","properties":{"features":{"type":"object","description":"features by name"},"config":{"type":"string","description":"a config key, or '' for none of its own"},"name":{"type":"string","description":"a name, in place of the path so far"},"why":{"type":"string","pattern":"\\S","description":"the reason why it is collected, as an operator would want to read it"},"since":{"type":"integer","minimum":1,"description":"the plan version that it came with, from 1"}},"required":["features"],"additionalProperties":false};

function validate15(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
/*# sourceURL="group" */;
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.features === undefined){
vErrors = note(vErrors, instancePath, "#/required", "required", {missingProperty: "features"});
errors++;
}
for(const key0 in data){
if(!(((((key0 === "features") || (key0 === "config")) || (key0 === "name")) || (key0 === "why")) || (key0 === "since"))){
vErrors = note(vErrors, instancePath, "#/additionalProperties", "additionalProperties", {additionalProperty: key0});
errors++;
}
}
if(data.features !== undefined){
let data0 = data.features;
if(!(data0 && typeof data0 == "object" && !Array.isArray(data0))){
vErrors = note(vErrors, instancePath+"/features", "#/properties/features/type", "type", {type: "object"});
errors++;
}
}
if(data.config !== undefined){
if(typeof data.config !== "string"){
vErrors = note(vErrors, instancePath+"/config", "#/properties/config/type", "type", {type: "string"});
errors++;
}
}
if(data.name !== undefined){
if(typeof data.name !== "string"){
vErrors = note(vErrors, instancePath+"/name", "#/properties/name/type", "type", {type: "string"});
errors++;
}
}
if(data.why !== undefined){
let data3 = data.why;
if(typeof data3 === "string"){
if(!pattern0.test(data3)){
vErrors = note(vErrors, instancePath+"/why", "#/properties/why/pattern", "pattern", {pattern: "\\S"});
errors++;
}
}
else {
vErrors = note(vErrors, instancePath+"/why", "#/properties/why/type", "type", {type: "string"});
errors++;
}
}
if(data.since !== undefined){
let data4 = data.since;
if(!(((typeof data4 == "number") && (!(data4 % 1) && !isNaN(data4))) && (isFinite(data4)))){
vErrors = note(vErrors, instancePath+"/since", "#/properties/since/type", "type", {type: "integer"});
errors++;
}
if((typeof data4 == "number") && (isFinite(data4))){
if(data4 < 1 || isNaN(data4)){
vErrors = note(vErrors, instancePath+"/since", "#/properties/since/minimum", "minimum", {comparison: ">=", limit: 1});
errors++;
}
}
}
}
else {
vErrors = note(vErrors, instancePath, "#/type", "type", {type: "object"});
errors++;
}
validate15.errors = vErrors;
return errors === 0;
}

const schema17 = {"$id":"leaf","type":"object","description":"","properties":{"type":{"description":"what it may be"},"read":{"type":"object","description":"","properties":{"rule":{"enum":["value","anyOf","notEmpty","lengthOf"],"description":"'value' or 'anyOf' or 'notEmpty' or 'lengthOf'"},"keys":{"type":"array","minItems":1,"items":{"type":"string","description":"a config key"},"description":"a list with at least one config key"},"when":{"type":"string","description":"a config key"}},"required":["rule","keys"],"additionalProperties":false},"name":{"type":"string","pattern":"\\S","description":"a name, without feature_"},"why":{"type":"string","pattern":"\\S","description":"the reason why it is collected, as an operator would want to read it"},"since":{"type":"integer","minimum":1,"description":"the plan version that it came with, from 1"},"only":{"enum":["flat","nested"],"description":"'flat' or 'nested'"}},"required":["type","read"],"additionalProperties":false};

function validate16(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
/*# sourceURL="leaf" */;
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.type === undefined){
vErrors = note(vErrors, instancePath, "#/required", "required", {missingProperty: "type"});
errors++;
}
if(data.read === undefined){
vErrors = note(vErrors, instancePath, "#/required", "required", {missingProperty: "read"});
errors++;
}
for(const key0 in data){
if(!((((((key0 === "type") || (key0 === "read")) || (key0 === "name")) || (key0 === "why")) || (key0 === "since")) || (key0 === "only"))){
vErrors = note(vErrors, instancePath, "#/additionalProperties", "additionalProperties", {additionalProperty: key0});
errors++;
}
}
if(data.read !== undefined){
let data0 = data.read;
if(data0 && typeof data0 == "object" && !Array.isArray(data0)){
if(data0.rule === undefined){
vErrors = note(vErrors, instancePath+"/read", "#/properties/read/required", "required", {missingProperty: "rule"});
errors++;
}
if(data0.keys === undefined){
vErrors = note(vErrors, instancePath+"/read", "#/properties/read/required", "required", {missingProperty: "keys"});
errors++;
}
for(const key1 in data0){
if(!(((key1 === "rule") || (key1 === "keys")) || (key1 === "when"))){
vErrors = note(vErrors, instancePath+"/read", "#/properties/read/additionalProperties", "additionalProperties", {additionalProperty: key1});
errors++;
}
}
if(data0.rule !== undefined){
let data1 = data0.rule;
if(!((((data1 === "value") || (data1 === "anyOf")) || (data1 === "notEmpty")) || (data1 === "lengthOf"))){
vErrors = note(vErrors, instancePath+"/read/rule", "#/properties/read/properties/rule/enum", "enum", {allowedValues: schema17.properties.read.properties.rule.enum});
errors++;
}
}
if(data0.keys !== undefined){
let data2 = data0.keys;
if(Array.isArray(data2)){
if(data2.length < 1){
vErrors = note(vErrors, instancePath+"/read/keys", "#/properties/read/properties/keys/minItems", "minItems", {limit: 1});
errors++;
}
const len0 = data2.length;
for(let i0=0; i0<len0; i0++){
if(typeof data2[i0] !== "string"){
vErrors = note(vErrors, instancePath+"/read/keys/" + i0, "#/properties/read/properties/keys/items/type", "type", {type: "string"});
errors++;
}
}
}
else {
vErrors = note(vErrors, instancePath+"/read/keys", "#/properties/read/properties/keys/type", "type", {type: "array"});
errors++;
}
}
if(data0.when !== undefined){
if(typeof data0.when !== "string"){
vErrors = note(vErrors, instancePath+"/read/when", "#/properties/read/properties/when/type", "type", {type: "string"});
errors++;
}
}
}
else {
vErrors = note(vErrors, instancePath+"/read", "#/properties/read/type", "type", {type: "object"});
errors++;
}
}
if(data.name !== undefined){
let data5 = data.name;
if(typeof data5 === "string"){
if(!pattern0.test(data5)){
vErrors = note(vErrors, instancePath+"/name", "#/properties/name/pattern", "pattern", {pattern: "\\S"});
errors++;
}
}
else {
vErrors = note(vErrors, instancePath+"/name", "#/properties/name/type", "type", {type: "string"});
errors++;
}
}
if(data.why !== undefined){
let data6 = data.why;
if(typeof data6 === "string"){
if(!pattern0.test(data6)){
vErrors = note(vErrors, instancePath+"/why", "#/properties/why/pattern", "pattern", {pattern: "\\S"});
errors++;
}
}
else {
vErrors = note(vErrors, instancePath+"/why", "#/properties/why/type", "type", {type: "string"});
errors++;
}
}
if(data.since !== undefined){
let data7 = data.since;
if(!(((typeof data7 == "number") && (!(data7 % 1) && !isNaN(data7))) && (isFinite(data7)))){
vErrors = note(vErrors, instancePath+"/since", "#/properties/since/type", "type", {type: "integer"});
errors++;
}
if((typeof data7 == "number") && (isFinite(data7))){
if(data7 < 1 || isNaN(data7)){
vErrors = note(vErrors, instancePath+"/since", "#/properties/since/minimum", "minimum", {comparison: ">=", limit: 1});
errors++;
}
}
}
if(data.only !== undefined){
let data8 = data.only;
if(!((data8 === "flat") || (data8 === "nested"))){
vErrors = note(vErrors, instancePath+"/only", "#/properties/only/enum", "enum", {allowedValues: schema17.properties.only.enum});
errors++;
}
}
}
else {
vErrors = note(vErrors, instancePath, "#/type", "type", {type: "object"});
errors++;
}
validate16.errors = vErrors;
return errors === 0;
}

const schema18 = {"$id":"event","type":"object","description":"","properties":{"kind":{"enum":["each","once"],"description":"'each' or 'once'"},"why":{"type":"string","pattern":"\\S","description":"the reason why it is collected, as an operator would want to read it"},"properties":{"type":"object","description":"the properties by name; {} for none"},"since":{"type":"integer","minimum":1,"description":"the plan version that it came with, from 1"}},"required":["kind","why","properties"],"additionalProperties":false};

function validate17(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
/*# sourceURL="event" */;
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.kind === undefined){
vErrors = note(vErrors, instancePath, "#/required", "required", {missingProperty: "kind"});
errors++;
}
if(data.why === undefined){
vErrors = note(vErrors, instancePath, "#/required", "required", {missingProperty: "why"});
errors++;
}
if(data.properties === undefined){
vErrors = note(vErrors, instancePath, "#/required", "required", {missingProperty: "properties"});
errors++;
}
for(const key0 in data){
if(!((((key0 === "kind") || (key0 === "why")) || (key0 === "properties")) || (key0 === "since"))){
vErrors = note(vErrors, instancePath, "#/additionalProperties", "additionalProperties", {additionalProperty: key0});
errors++;
}
}
if(data.kind !== undefined){
let data0 = data.kind;
if(!((data0 === "each") || (data0 === "once"))){
vErrors = note(vErrors, instancePath+"/kind", "#/properties/kind/enum", "enum", {allowedValues: schema18.properties.kind.enum});
errors++;
}
}
if(data.why !== undefined){
let data1 = data.why;
if(typeof data1 === "string"){
if(!pattern0.test(data1)){
vErrors = note(vErrors, instancePath+"/why", "#/properties/why/pattern", "pattern", {pattern: "\\S"});
errors++;
}
}
else {
vErrors = note(vErrors, instancePath+"/why", "#/properties/why/type", "type", {type: "string"});
errors++;
}
}
if(data.properties !== undefined){
let data2 = data.properties;
if(!(data2 && typeof data2 == "object" && !Array.isArray(data2))){
vErrors = note(vErrors, instancePath+"/properties", "#/properties/properties/type", "type", {type: "object"});
errors++;
}
}
if(data.since !== undefined){
let data3 = data.since;
if(!(((typeof data3 == "number") && (!(data3 % 1) && !isNaN(data3))) && (isFinite(data3)))){
vErrors = note(vErrors, instancePath+"/since", "#/properties/since/type", "type", {type: "integer"});
errors++;
}
if((typeof data3 == "number") && (isFinite(data3))){
if(data3 < 1 || isNaN(data3)){
vErrors = note(vErrors, instancePath+"/since", "#/properties/since/minimum", "minimum", {comparison: ">=", limit: 1});
errors++;
}
}
}
}
else {
vErrors = note(vErrors, instancePath, "#/type", "type", {type: "object"});
errors++;
}
validate17.errors = vErrors;
return errors === 0;
}

const schema19 = {"$id":"recurringEvent","type":"object","description":"","properties":{"kind":{"enum":["recurring"],"description":"'recurring'"},"everyDays":{"type":"number","exclusiveMinimum":0,"maximum":3650,"description":"a number of days, above 0 and at most 3650 (ten years)"},"why":{"type":"string","pattern":"\\S","description":"the reason why it is collected, as an operator would want to read it"},"properties":{"type":"object","description":"the properties by name; {} for none"},"since":{"type":"integer","minimum":1,"description":"the plan version that it came with, from 1"}},"required":["kind","everyDays","why","properties"],"additionalProperties":false};

function validate18(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
/*# sourceURL="recurringEvent" */;
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.kind === undefined){
vErrors = note(vErrors, instancePath, "#/required", "required", {missingProperty: "kind"});
errors++;
}
if(data.everyDays === undefined){
vErrors = note(vErrors, instancePath, "#/required", "required", {missingProperty: "everyDays"});
errors++;
}
if(data.why === undefined){
vErrors = note(vErrors, instancePath, "#/required", "required", {missingProperty: "why"});
errors++;
}
if(data.properties === undefined){
vErrors = note(vErrors, instancePath, "#/required", "required", {missingProperty: "properties"});
errors++;
}
for(const key0 in data){
if(!(((((key0 === "kind") || (key0 === "everyDays")) || (key0 === "why")) || (key0 === "properties")) || (key0 === "since"))){
vErrors = note(vErrors, instancePath, "#/additionalProperties", "additionalProperties", {additionalProperty: key0});
errors++;
}
}
if(data.kind !== undefined){
if(!(data.kind === "recurring")){
vErrors = note(vErrors, instancePath+"/kind", "#/properties/kind/enum", "enum", {allowedValues: schema19.properties.kind.enum});
errors++;
}
}
if(data.everyDays !== undefined){
let data1 = data.everyDays;
if((typeof data1 == "number") && (isFinite(data1))){
if(data1 > 3650 || isNaN(data1)){
vErrors = note(vErrors, instancePath+"/everyDays", "#/properties/everyDays/maximum", "maximum", {comparison: "<=", limit: 3650});
errors++;
}
if(data1 <= 0 || isNaN(data1)){
vErrors = note(vErrors, instancePath+"/everyDays", "#/properties/everyDays/exclusiveMinimum", "exclusiveMinimum", {comparison: ">", limit: 0});
errors++;
}
}
else {
vErrors = note(vErrors, instancePath+"/everyDays", "#/properties/everyDays/type", "type", {type: "number"});
errors++;
}
}
if(data.why !== undefined){
let data2 = data.why;
if(typeof data2 === "string"){
if(!pattern0.test(data2)){
vErrors = note(vErrors, instancePath+"/why", "#/properties/why/pattern", "pattern", {pattern: "\\S"});
errors++;
}
}
else {
vErrors = note(vErrors, instancePath+"/why", "#/properties/why/type", "type", {type: "string"});
errors++;
}
}
if(data.properties !== undefined){
let data3 = data.properties;
if(!(data3 && typeof data3 == "object" && !Array.isArray(data3))){
vErrors = note(vErrors, instancePath+"/properties", "#/properties/properties/type", "type", {type: "object"});
errors++;
}
}
if(data.since !== undefined){
let data4 = data.since;
if(!(((typeof data4 == "number") && (!(data4 % 1) && !isNaN(data4))) && (isFinite(data4)))){
vErrors = note(vErrors, instancePath+"/since", "#/properties/since/type", "type", {type: "integer"});
errors++;
}
if((typeof data4 == "number") && (isFinite(data4))){
if(data4 < 1 || isNaN(data4)){
vErrors = note(vErrors, instancePath+"/since", "#/properties/since/minimum", "minimum", {comparison: ">=", limit: 1});
errors++;
}
}
}
}
else {
vErrors = note(vErrors, instancePath, "#/type", "type", {type: "object"});
errors++;
}
validate18.errors = vErrors;
return errors === 0;
}

const schema20 = {"$id":"countEvent","type":"object","description":"","properties":{"kind":{"enum":["count"],"description":"'count'"},"why":{"type":"string","pattern":"\\S","description":"the reason why it is collected, as an operator would want to read it"},"since":{"type":"integer","minimum":1,"description":"the plan version that it came with, from 1"}},"required":["kind","why"],"additionalProperties":false};

function validate19(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
/*# sourceURL="countEvent" */;
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.kind === undefined){
vErrors = note(vErrors, instancePath, "#/required", "required", {missingProperty: "kind"});
errors++;
}
if(data.why === undefined){
vErrors = note(vErrors, instancePath, "#/required", "required", {missingProperty: "why"});
errors++;
}
for(const key0 in data){
if(!(((key0 === "kind") || (key0 === "why")) || (key0 === "since"))){
vErrors = note(vErrors, instancePath, "#/additionalProperties", "additionalProperties", {additionalProperty: key0});
errors++;
}
}
if(data.kind !== undefined){
if(!(data.kind === "count")){
vErrors = note(vErrors, instancePath+"/kind", "#/properties/kind/enum", "enum", {allowedValues: schema20.properties.kind.enum});
errors++;
}
}
if(data.why !== undefined){
let data1 = data.why;
if(typeof data1 === "string"){
if(!pattern0.test(data1)){
vErrors = note(vErrors, instancePath+"/why", "#/properties/why/pattern", "pattern", {pattern: "\\S"});
errors++;
}
}
else {
vErrors = note(vErrors, instancePath+"/why", "#/properties/why/type", "type", {type: "string"});
errors++;
}
}
if(data.since !== undefined){
let data2 = data.since;
if(!(((typeof data2 == "number") && (!(data2 % 1) && !isNaN(data2))) && (isFinite(data2)))){
vErrors = note(vErrors, instancePath+"/since", "#/properties/since/type", "type", {type: "integer"});
errors++;
}
if((typeof data2 == "number") && (isFinite(data2))){
if(data2 < 1 || isNaN(data2)){
vErrors = note(vErrors, instancePath+"/since", "#/properties/since/minimum", "minimum", {comparison: ">=", limit: 1});
errors++;
}
}
}
}
else {
vErrors = note(vErrors, instancePath, "#/type", "type", {type: "object"});
errors++;
}
validate19.errors = vErrors;
return errors === 0;
}

const schema21 = {"$id":"booleanValue","type":"object","description":"","properties":{"type":{"enum":["boolean"],"description":"'boolean'"},"why":{"type":"string","pattern":"\\S","description":"the reason why it is collected, as an operator would want to read it"},"since":{"type":"integer","minimum":1,"description":"the plan version that it came with, from 1"},"nullable":{"enum":[true],"description":"true"},"optional":{"enum":[true],"description":"true"},"example":{"type":"boolean","description":"an example of the value, true or false"}},"required":["type"],"additionalProperties":false};

function validate20(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
/*# sourceURL="booleanValue" */;
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.type === undefined){
vErrors = note(vErrors, instancePath, "#/required", "required", {missingProperty: "type"});
errors++;
}
for(const key0 in data){
if(!((((((key0 === "type") || (key0 === "why")) || (key0 === "since")) || (key0 === "nullable")) || (key0 === "optional")) || (key0 === "example"))){
vErrors = note(vErrors, instancePath, "#/additionalProperties", "additionalProperties", {additionalProperty: key0});
errors++;
}
}
if(data.type !== undefined){
if(!(data.type === "boolean")){
vErrors = note(vErrors, instancePath+"/type", "#/properties/type/enum", "enum", {allowedValues: schema21.properties.type.enum});
errors++;
}
}
if(data.why !== undefined){
let data1 = data.why;
if(typeof data1 === "string"){
if(!pattern0.test(data1)){
vErrors = note(vErrors, instancePath+"/why", "#/properties/why/pattern", "pattern", {pattern: "\\S"});
errors++;
}
}
else {
vErrors = note(vErrors, instancePath+"/why", "#/properties/why/type", "type", {type: "string"});
errors++;
}
}
if(data.since !== undefined){
let data2 = data.since;
if(!(((typeof data2 == "number") && (!(data2 % 1) && !isNaN(data2))) && (isFinite(data2)))){
vErrors = note(vErrors, instancePath+"/since", "#/properties/since/type", "type", {type: "integer"});
errors++;
}
if((typeof data2 == "number") && (isFinite(data2))){
if(data2 < 1 || isNaN(data2)){
vErrors = note(vErrors, instancePath+"/since", "#/properties/since/minimum", "minimum", {comparison: ">=", limit: 1});
errors++;
}
}
}
if(data.nullable !== undefined){
if(!(data.nullable === true)){
vErrors = note(vErrors, instancePath+"/nullable", "#/properties/nullable/enum", "enum", {allowedValues: schema21.properties.nullable.enum});
errors++;
}
}
if(data.optional !== undefined){
if(!(data.optional === true)){
vErrors = note(vErrors, instancePath+"/optional", "#/properties/optional/enum", "enum", {allowedValues: schema21.properties.optional.enum});
errors++;
}
}
if(data.example !== undefined){
if(typeof data.example !== "boolean"){
vErrors = note(vErrors, instancePath+"/example", "#/properties/example/type", "type", {type: "boolean"});
errors++;
}
}
}
else {
vErrors = note(vErrors, instancePath, "#/type", "type", {type: "object"});
errors++;
}
validate20.errors = vErrors;
return errors === 0;
}

const schema22 = {"$id":"numberValue","type":"object","description":"","properties":{"type":{"enum":["integer","number"],"description":"'integer' or 'number'"},"why":{"type":"string","pattern":"\\S","description":"the reason why it is collected, as an operator would want to read it"},"since":{"type":"integer","minimum":1,"description":"the plan version that it came with, from 1"},"nullable":{"enum":[true],"description":"true"},"optional":{"enum":[true],"description":"true"},"example":{"type":"number","description":"an example of the value, a number"},"minimum":{"type":"number","description":"a number"},"maximum":{"type":"number","description":"a number"}},"required":["type"],"additionalProperties":false};

function validate21(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
/*# sourceURL="numberValue" */;
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.type === undefined){
vErrors = note(vErrors, instancePath, "#/required", "required", {missingProperty: "type"});
errors++;
}
for(const key0 in data){
if(!((((((((key0 === "type") || (key0 === "why")) || (key0 === "since")) || (key0 === "nullable")) || (key0 === "optional")) || (key0 === "example")) || (key0 === "minimum")) || (key0 === "maximum"))){
vErrors = note(vErrors, instancePath, "#/additionalProperties", "additionalProperties", {additionalProperty: key0});
errors++;
}
}
if(data.type !== undefined){
let data0 = data.type;
if(!((data0 === "integer") || (data0 === "number"))){
vErrors = note(vErrors, instancePath+"/type", "#/properties/type/enum", "enum", {allowedValues: schema22.properties.type.enum});
errors++;
}
}
if(data.why !== undefined){
let data1 = data.why;
if(typeof data1 === "string"){
if(!pattern0.test(data1)){
vErrors = note(vErrors, instancePath+"/why", "#/properties/why/pattern", "pattern", {pattern: "\\S"});
errors++;
}
}
else {
vErrors = note(vErrors, instancePath+"/why", "#/properties/why/type", "type", {type: "string"});
errors++;
}
}
if(data.since !== undefined){
let data2 = data.since;
if(!(((typeof data2 == "number") && (!(data2 % 1) && !isNaN(data2))) && (isFinite(data2)))){
vErrors = note(vErrors, instancePath+"/since", "#/properties/since/type", "type", {type: "integer"});
errors++;
}
if((typeof data2 == "number") && (isFinite(data2))){
if(data2 < 1 || isNaN(data2)){
vErrors = note(vErrors, instancePath+"/since", "#/properties/since/minimum", "minimum", {comparison: ">=", limit: 1});
errors++;
}
}
}
if(data.nullable !== undefined){
if(!(data.nullable === true)){
vErrors = note(vErrors, instancePath+"/nullable", "#/properties/nullable/enum", "enum", {allowedValues: schema22.properties.nullable.enum});
errors++;
}
}
if(data.optional !== undefined){
if(!(data.optional === true)){
vErrors = note(vErrors, instancePath+"/optional", "#/properties/optional/enum", "enum", {allowedValues: schema22.properties.optional.enum});
errors++;
}
}
if(data.example !== undefined){
let data5 = data.example;
if(!((typeof data5 == "number") && (isFinite(data5)))){
vErrors = note(vErrors, instancePath+"/example", "#/properties/example/type", "type", {type: "number"});
errors++;
}
}
if(data.minimum !== undefined){
let data6 = data.minimum;
if(!((typeof data6 == "number") && (isFinite(data6)))){
vErrors = note(vErrors, instancePath+"/minimum", "#/properties/minimum/type", "type", {type: "number"});
errors++;
}
}
if(data.maximum !== undefined){
let data7 = data.maximum;
if(!((typeof data7 == "number") && (isFinite(data7)))){
vErrors = note(vErrors, instancePath+"/maximum", "#/properties/maximum/type", "type", {type: "number"});
errors++;
}
}
}
else {
vErrors = note(vErrors, instancePath, "#/type", "type", {type: "object"});
errors++;
}
validate21.errors = vErrors;
return errors === 0;
}

const schema23 = {"$id":"enumValue","type":"object","description":"","properties":{"enum":{"type":"array","description":"a list of words"},"why":{"type":"string","pattern":"\\S","description":"the reason why it is collected, as an operator would want to read it"},"since":{"type":"integer","minimum":1,"description":"the plan version that it came with, from 1"},"nullable":{"enum":[true],"description":"true"},"optional":{"enum":[true],"description":"true"},"example":{"type":"string","description":"an example of the value"},"type":{"enum":["string"],"description":"'string'"}},"required":["enum"],"additionalProperties":false};

function validate22(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
/*# sourceURL="enumValue" */;
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.enum === undefined){
vErrors = note(vErrors, instancePath, "#/required", "required", {missingProperty: "enum"});
errors++;
}
for(const key0 in data){
if(!(((((((key0 === "enum") || (key0 === "why")) || (key0 === "since")) || (key0 === "nullable")) || (key0 === "optional")) || (key0 === "example")) || (key0 === "type"))){
vErrors = note(vErrors, instancePath, "#/additionalProperties", "additionalProperties", {additionalProperty: key0});
errors++;
}
}
if(data.enum !== undefined){
if(!(Array.isArray(data.enum))){
vErrors = note(vErrors, instancePath+"/enum", "#/properties/enum/type", "type", {type: "array"});
errors++;
}
}
if(data.why !== undefined){
let data1 = data.why;
if(typeof data1 === "string"){
if(!pattern0.test(data1)){
vErrors = note(vErrors, instancePath+"/why", "#/properties/why/pattern", "pattern", {pattern: "\\S"});
errors++;
}
}
else {
vErrors = note(vErrors, instancePath+"/why", "#/properties/why/type", "type", {type: "string"});
errors++;
}
}
if(data.since !== undefined){
let data2 = data.since;
if(!(((typeof data2 == "number") && (!(data2 % 1) && !isNaN(data2))) && (isFinite(data2)))){
vErrors = note(vErrors, instancePath+"/since", "#/properties/since/type", "type", {type: "integer"});
errors++;
}
if((typeof data2 == "number") && (isFinite(data2))){
if(data2 < 1 || isNaN(data2)){
vErrors = note(vErrors, instancePath+"/since", "#/properties/since/minimum", "minimum", {comparison: ">=", limit: 1});
errors++;
}
}
}
if(data.nullable !== undefined){
if(!(data.nullable === true)){
vErrors = note(vErrors, instancePath+"/nullable", "#/properties/nullable/enum", "enum", {allowedValues: schema23.properties.nullable.enum});
errors++;
}
}
if(data.optional !== undefined){
if(!(data.optional === true)){
vErrors = note(vErrors, instancePath+"/optional", "#/properties/optional/enum", "enum", {allowedValues: schema23.properties.optional.enum});
errors++;
}
}
if(data.example !== undefined){
if(typeof data.example !== "string"){
vErrors = note(vErrors, instancePath+"/example", "#/properties/example/type", "type", {type: "string"});
errors++;
}
}
if(data.type !== undefined){
if(!(data.type === "string")){
vErrors = note(vErrors, instancePath+"/type", "#/properties/type/enum", "enum", {allowedValues: schema23.properties.type.enum});
errors++;
}
}
}
else {
vErrors = note(vErrors, instancePath, "#/type", "type", {type: "object"});
errors++;
}
validate22.errors = vErrors;
return errors === 0;
}

const schema24 = {"$id":"formatValue","type":"object","description":"","properties":{"type":{"enum":["string"],"description":"'string'"},"format":{"enum":["uuid","date-time","date"],"description":"'uuid' or 'date-time' or 'date'"},"why":{"type":"string","pattern":"\\S","description":"the reason why it is collected, as an operator would want to read it"},"since":{"type":"integer","minimum":1,"description":"the plan version that it came with, from 1"},"nullable":{"enum":[true],"description":"true"},"optional":{"enum":[true],"description":"true"},"example":{"type":"string","description":"an example of the value"},"maxLength":{"type":"integer","minimum":1,"maximum":32768,"description":"the largest number of characters, from 1 to 32768"}},"required":["type","format"],"additionalProperties":false};

function validate23(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
/*# sourceURL="formatValue" */;
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.type === undefined){
vErrors = note(vErrors, instancePath, "#/required", "required", {missingProperty: "type"});
errors++;
}
if(data.format === undefined){
vErrors = note(vErrors, instancePath, "#/required", "required", {missingProperty: "format"});
errors++;
}
for(const key0 in data){
if(!((((((((key0 === "type") || (key0 === "format")) || (key0 === "why")) || (key0 === "since")) || (key0 === "nullable")) || (key0 === "optional")) || (key0 === "example")) || (key0 === "maxLength"))){
vErrors = note(vErrors, instancePath, "#/additionalProperties", "additionalProperties", {additionalProperty: key0});
errors++;
}
}
if(data.type !== undefined){
if(!(data.type === "string")){
vErrors = note(vErrors, instancePath+"/type", "#/properties/type/enum", "enum", {allowedValues: schema24.properties.type.enum});
errors++;
}
}
if(data.format !== undefined){
let data1 = data.format;
if(!(((data1 === "uuid") || (data1 === "date-time")) || (data1 === "date"))){
vErrors = note(vErrors, instancePath+"/format", "#/properties/format/enum", "enum", {allowedValues: schema24.properties.format.enum});
errors++;
}
}
if(data.why !== undefined){
let data2 = data.why;
if(typeof data2 === "string"){
if(!pattern0.test(data2)){
vErrors = note(vErrors, instancePath+"/why", "#/properties/why/pattern", "pattern", {pattern: "\\S"});
errors++;
}
}
else {
vErrors = note(vErrors, instancePath+"/why", "#/properties/why/type", "type", {type: "string"});
errors++;
}
}
if(data.since !== undefined){
let data3 = data.since;
if(!(((typeof data3 == "number") && (!(data3 % 1) && !isNaN(data3))) && (isFinite(data3)))){
vErrors = note(vErrors, instancePath+"/since", "#/properties/since/type", "type", {type: "integer"});
errors++;
}
if((typeof data3 == "number") && (isFinite(data3))){
if(data3 < 1 || isNaN(data3)){
vErrors = note(vErrors, instancePath+"/since", "#/properties/since/minimum", "minimum", {comparison: ">=", limit: 1});
errors++;
}
}
}
if(data.nullable !== undefined){
if(!(data.nullable === true)){
vErrors = note(vErrors, instancePath+"/nullable", "#/properties/nullable/enum", "enum", {allowedValues: schema24.properties.nullable.enum});
errors++;
}
}
if(data.optional !== undefined){
if(!(data.optional === true)){
vErrors = note(vErrors, instancePath+"/optional", "#/properties/optional/enum", "enum", {allowedValues: schema24.properties.optional.enum});
errors++;
}
}
if(data.example !== undefined){
if(typeof data.example !== "string"){
vErrors = note(vErrors, instancePath+"/example", "#/properties/example/type", "type", {type: "string"});
errors++;
}
}
if(data.maxLength !== undefined){
let data7 = data.maxLength;
if(!(((typeof data7 == "number") && (!(data7 % 1) && !isNaN(data7))) && (isFinite(data7)))){
vErrors = note(vErrors, instancePath+"/maxLength", "#/properties/maxLength/type", "type", {type: "integer"});
errors++;
}
if((typeof data7 == "number") && (isFinite(data7))){
if(data7 > 32768 || isNaN(data7)){
vErrors = note(vErrors, instancePath+"/maxLength", "#/properties/maxLength/maximum", "maximum", {comparison: "<=", limit: 32768});
errors++;
}
if(data7 < 1 || isNaN(data7)){
vErrors = note(vErrors, instancePath+"/maxLength", "#/properties/maxLength/minimum", "minimum", {comparison: ">=", limit: 1});
errors++;
}
}
}
}
else {
vErrors = note(vErrors, instancePath, "#/type", "type", {type: "object"});
errors++;
}
validate23.errors = vErrors;
return errors === 0;
}

const schema25 = {"$id":"patternValue","type":"object","description":"","properties":{"type":{"enum":["string"],"description":"'string'"},"pattern":{"type":"string","pattern":"\\S","description":"a regular expression"},"maxLength":{"type":"integer","minimum":1,"maximum":32768,"description":"the largest number of characters, from 1 to 32768"},"why":{"type":"string","pattern":"\\S","description":"the reason why it is collected, as an operator would want to read it"},"since":{"type":"integer","minimum":1,"description":"the plan version that it came with, from 1"},"nullable":{"enum":[true],"description":"true"},"optional":{"enum":[true],"description":"true"},"example":{"type":"string","description":"an example of the value"}},"required":["type","pattern","maxLength"],"additionalProperties":false};

function validate24(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
/*# sourceURL="patternValue" */;
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.type === undefined){
vErrors = note(vErrors, instancePath, "#/required", "required", {missingProperty: "type"});
errors++;
}
if(data.pattern === undefined){
vErrors = note(vErrors, instancePath, "#/required", "required", {missingProperty: "pattern"});
errors++;
}
if(data.maxLength === undefined){
vErrors = note(vErrors, instancePath, "#/required", "required", {missingProperty: "maxLength"});
errors++;
}
for(const key0 in data){
if(!((((((((key0 === "type") || (key0 === "pattern")) || (key0 === "maxLength")) || (key0 === "why")) || (key0 === "since")) || (key0 === "nullable")) || (key0 === "optional")) || (key0 === "example"))){
vErrors = note(vErrors, instancePath, "#/additionalProperties", "additionalProperties", {additionalProperty: key0});
errors++;
}
}
if(data.type !== undefined){
if(!(data.type === "string")){
vErrors = note(vErrors, instancePath+"/type", "#/properties/type/enum", "enum", {allowedValues: schema25.properties.type.enum});
errors++;
}
}
if(data.pattern !== undefined){
let data1 = data.pattern;
if(typeof data1 === "string"){
if(!pattern0.test(data1)){
vErrors = note(vErrors, instancePath+"/pattern", "#/properties/pattern/pattern", "pattern", {pattern: "\\S"});
errors++;
}
}
else {
vErrors = note(vErrors, instancePath+"/pattern", "#/properties/pattern/type", "type", {type: "string"});
errors++;
}
}
if(data.maxLength !== undefined){
let data2 = data.maxLength;
if(!(((typeof data2 == "number") && (!(data2 % 1) && !isNaN(data2))) && (isFinite(data2)))){
vErrors = note(vErrors, instancePath+"/maxLength", "#/properties/maxLength/type", "type", {type: "integer"});
errors++;
}
if((typeof data2 == "number") && (isFinite(data2))){
if(data2 > 32768 || isNaN(data2)){
vErrors = note(vErrors, instancePath+"/maxLength", "#/properties/maxLength/maximum", "maximum", {comparison: "<=", limit: 32768});
errors++;
}
if(data2 < 1 || isNaN(data2)){
vErrors = note(vErrors, instancePath+"/maxLength", "#/properties/maxLength/minimum", "minimum", {comparison: ">=", limit: 1});
errors++;
}
}
}
if(data.why !== undefined){
let data3 = data.why;
if(typeof data3 === "string"){
if(!pattern0.test(data3)){
vErrors = note(vErrors, instancePath+"/why", "#/properties/why/pattern", "pattern", {pattern: "\\S"});
errors++;
}
}
else {
vErrors = note(vErrors, instancePath+"/why", "#/properties/why/type", "type", {type: "string"});
errors++;
}
}
if(data.since !== undefined){
let data4 = data.since;
if(!(((typeof data4 == "number") && (!(data4 % 1) && !isNaN(data4))) && (isFinite(data4)))){
vErrors = note(vErrors, instancePath+"/since", "#/properties/since/type", "type", {type: "integer"});
errors++;
}
if((typeof data4 == "number") && (isFinite(data4))){
if(data4 < 1 || isNaN(data4)){
vErrors = note(vErrors, instancePath+"/since", "#/properties/since/minimum", "minimum", {comparison: ">=", limit: 1});
errors++;
}
}
}
if(data.nullable !== undefined){
if(!(data.nullable === true)){
vErrors = note(vErrors, instancePath+"/nullable", "#/properties/nullable/enum", "enum", {allowedValues: schema25.properties.nullable.enum});
errors++;
}
}
if(data.optional !== undefined){
if(!(data.optional === true)){
vErrors = note(vErrors, instancePath+"/optional", "#/properties/optional/enum", "enum", {allowedValues: schema25.properties.optional.enum});
errors++;
}
}
if(data.example !== undefined){
if(typeof data.example !== "string"){
vErrors = note(vErrors, instancePath+"/example", "#/properties/example/type", "type", {type: "string"});
errors++;
}
}
}
else {
vErrors = note(vErrors, instancePath, "#/type", "type", {type: "object"});
errors++;
}
validate24.errors = vErrors;
return errors === 0;
}

const schema26 = {"$id":"freeTextValue","type":"object","description":"","properties":{"type":{"enum":["string"],"description":"'string'"},"maxLength":{"type":"integer","minimum":1,"maximum":32768,"description":"the largest number of characters, from 1 to 32768"},"freeText":{"type":"string","pattern":"\\S","description":"the reason why it has to be free text"},"why":{"type":"string","pattern":"\\S","description":"the reason why it is collected, as an operator would want to read it"},"since":{"type":"integer","minimum":1,"description":"the plan version that it came with, from 1"},"nullable":{"enum":[true],"description":"true"},"optional":{"enum":[true],"description":"true"},"example":{"type":"string","description":"an example of the value"}},"required":["type","maxLength","freeText"],"additionalProperties":false};

function validate25(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
/*# sourceURL="freeTextValue" */;
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.type === undefined){
vErrors = note(vErrors, instancePath, "#/required", "required", {missingProperty: "type"});
errors++;
}
if(data.maxLength === undefined){
vErrors = note(vErrors, instancePath, "#/required", "required", {missingProperty: "maxLength"});
errors++;
}
if(data.freeText === undefined){
vErrors = note(vErrors, instancePath, "#/required", "required", {missingProperty: "freeText"});
errors++;
}
for(const key0 in data){
if(!((((((((key0 === "type") || (key0 === "maxLength")) || (key0 === "freeText")) || (key0 === "why")) || (key0 === "since")) || (key0 === "nullable")) || (key0 === "optional")) || (key0 === "example"))){
vErrors = note(vErrors, instancePath, "#/additionalProperties", "additionalProperties", {additionalProperty: key0});
errors++;
}
}
if(data.type !== undefined){
if(!(data.type === "string")){
vErrors = note(vErrors, instancePath+"/type", "#/properties/type/enum", "enum", {allowedValues: schema26.properties.type.enum});
errors++;
}
}
if(data.maxLength !== undefined){
let data1 = data.maxLength;
if(!(((typeof data1 == "number") && (!(data1 % 1) && !isNaN(data1))) && (isFinite(data1)))){
vErrors = note(vErrors, instancePath+"/maxLength", "#/properties/maxLength/type", "type", {type: "integer"});
errors++;
}
if((typeof data1 == "number") && (isFinite(data1))){
if(data1 > 32768 || isNaN(data1)){
vErrors = note(vErrors, instancePath+"/maxLength", "#/properties/maxLength/maximum", "maximum", {comparison: "<=", limit: 32768});
errors++;
}
if(data1 < 1 || isNaN(data1)){
vErrors = note(vErrors, instancePath+"/maxLength", "#/properties/maxLength/minimum", "minimum", {comparison: ">=", limit: 1});
errors++;
}
}
}
if(data.freeText !== undefined){
let data2 = data.freeText;
if(typeof data2 === "string"){
if(!pattern0.test(data2)){
vErrors = note(vErrors, instancePath+"/freeText", "#/properties/freeText/pattern", "pattern", {pattern: "\\S"});
errors++;
}
}
else {
vErrors = note(vErrors, instancePath+"/freeText", "#/properties/freeText/type", "type", {type: "string"});
errors++;
}
}
if(data.why !== undefined){
let data3 = data.why;
if(typeof data3 === "string"){
if(!pattern0.test(data3)){
vErrors = note(vErrors, instancePath+"/why", "#/properties/why/pattern", "pattern", {pattern: "\\S"});
errors++;
}
}
else {
vErrors = note(vErrors, instancePath+"/why", "#/properties/why/type", "type", {type: "string"});
errors++;
}
}
if(data.since !== undefined){
let data4 = data.since;
if(!(((typeof data4 == "number") && (!(data4 % 1) && !isNaN(data4))) && (isFinite(data4)))){
vErrors = note(vErrors, instancePath+"/since", "#/properties/since/type", "type", {type: "integer"});
errors++;
}
if((typeof data4 == "number") && (isFinite(data4))){
if(data4 < 1 || isNaN(data4)){
vErrors = note(vErrors, instancePath+"/since", "#/properties/since/minimum", "minimum", {comparison: ">=", limit: 1});
errors++;
}
}
}
if(data.nullable !== undefined){
if(!(data.nullable === true)){
vErrors = note(vErrors, instancePath+"/nullable", "#/properties/nullable/enum", "enum", {allowedValues: schema26.properties.nullable.enum});
errors++;
}
}
if(data.optional !== undefined){
if(!(data.optional === true)){
vErrors = note(vErrors, instancePath+"/optional", "#/properties/optional/enum", "enum", {allowedValues: schema26.properties.optional.enum});
errors++;
}
}
if(data.example !== undefined){
if(typeof data.example !== "string"){
vErrors = note(vErrors, instancePath+"/example", "#/properties/example/type", "type", {type: "string"});
errors++;
}
}
}
else {
vErrors = note(vErrors, instancePath, "#/type", "type", {type: "object"});
errors++;
}
validate25.errors = vErrors;
return errors === 0;
}

function note(errors, instancePath, schemaPath, keyword, params) {
const error = {instancePath, schemaPath, keyword, params};
if (errors === null) return [error];
errors.push(error);
return errors;
}

/** The check of each shape, and the schema that it is made from. */
export const checks: Readonly<Record<Shape, { readonly fits: StructureCheck; readonly schema: PlanSchema }>> = {
  plan: { fits: validate10, schema: schema11 },
  installationIdentity: { fits: validate11, schema: schema12 },
  machineIdentity: { fits: validate12, schema: schema13 },
  noIdentity: { fits: validate13, schema: schema14 },
  variable: { fits: validate14, schema: schema15 },
  group: { fits: validate15, schema: schema16 },
  leaf: { fits: validate16, schema: schema17 },
  event: { fits: validate17, schema: schema18 },
  recurringEvent: { fits: validate18, schema: schema19 },
  countEvent: { fits: validate19, schema: schema20 },
  booleanValue: { fits: validate20, schema: schema21 },
  numberValue: { fits: validate21, schema: schema22 },
  enumValue: { fits: validate22, schema: schema23 },
  formatValue: { fits: validate23, schema: schema24 },
  patternValue: { fits: validate24, schema: schema25 },
  freeTextValue: { fits: validate25, schema: schema26 },
};
