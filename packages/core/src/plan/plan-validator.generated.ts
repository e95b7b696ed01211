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

const schema11 = {"$id":"plan","type":"object","description":"a plan","properties":{"service":{"type":"string","pattern":"\\S","description":"the name of the software"},"version":{"type":"integer","minimum":1,"description":"the version of the plan, a whole number from 1"},"maintainer":{"type":"object","description":"who is behind the software: { name, contact }","properties":{"name":{"type":"string","pattern":"\\S","description":"the name of who is behind the software"},"contact":{"type":"string","pattern":"\\S","description":"an address to write to"},"policyUrl":{"type":"string","pattern":"\\S","description":"the address of the privacy policy"},"retention":{"type":"string","pattern":"\\S","description":"how long delivered data are kept, in words"},"published":{"type":"string","pattern":"\\S","description":"where results are published"}},"required":["name","contact"],"additionalProperties":false},"why":{"type":"string","pattern":"\\S","description":"the reason why there is telemetry at all"},"never":{"type":"array","items":{"type":"string","pattern":"\\S","description":"words for what is never collected"},"description":"a list of what is never collected"},"consent":{"type":"object","description":"what telemetry is until someone decides: { default: 'on' } or { default: 'off' }","properties":{"default":{"enum":["on","off"],"description":"'on' or 'off'"},"config":{"type":"string","pattern":"\\S","description":"a config key, as Butler.anonTelemetry"},"env":{"description":"the name of an environment variable"}},"required":["default"],"additionalProperties":false},"identity":{"type":"object","description":"installationIdentity(), machineIdentity({ host }) or noIdentity()"},"system":{"type":"object","description":"what is read of the system: { why, fields }","properties":{"why":{"type":"string","pattern":"\\S","description":"the reason why it is collected, as an operator would want to read it"},"fields":{"type":"array","minItems":1,"items":{"enum":["arch","platform","release","distro","codename","virtual","isRunningInDocker","nodeVersion","cpuModel","cpuCount","memoryBytes"],"description":"'arch' or 'platform' or 'release' or 'distro' or 'codename' or 'virtual' or 'isRunningInDocker' or 'nodeVersion' or 'cpuModel' or 'cpuCount' or 'memoryBytes'"},"description":"a list with at least one system field"},"config":{"type":"string","pattern":"\\S","description":"a config key, as Butler.anonTelemetry"},"since":{"type":"integer","minimum":1,"description":"the plan version that it came with, from 1"}},"required":["why","fields"],"additionalProperties":false},"features":{"type":"object","description":"features by name, or group({ features })"},"context":{"type":"object","description":"values by name, as { appEnv: { enum: [...] } }"},"gauges":{"type":"object","description":"values by name, as { users: { type: 'integer' } }"},"events":{"type":"object","description":"usage events by name"},"report":{"type":"object","description":"the periodic report: { name, everyHours }","properties":{"name":{"type":"string","pattern":"\\S","description":"the name that the report is sent under"},"everyHours":{"type":"number","exclusiveMinimum":0,"maximum":8760,"description":"a number of hours, above 0 and at most 8760 (a year)"},"atStart":{"type":"boolean","description":"true or false"},"shape":{"enum":["flat","nested","both"],"description":"'flat' or 'nested' or 'both'"},"per":{"enum":["installation","instance"],"description":"'installation' or 'instance'"}},"required":["name","everyHours"],"additionalProperties":false},"notice":{"type":"object","description":"how long to wait after the notice: { graceHours }","properties":{"graceHours":{"type":"number","minimum":0,"maximum":8760,"description":"a number of hours, from 0 to 8760 (a year)"}},"required":["graceHours"],"additionalProperties":false}},"required":["service","version","maintainer","why","never","consent"],"additionalProperties":false};
const func2 = Object.prototype.hasOwnProperty;
const pattern0 = new RegExp("\\S", "u");

function validate10(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
/*# sourceURL="plan" */;
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.service === undefined){
const err0 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "service"}};
vErrors = note(vErrors, err0);
errors++;
}
if(data.version === undefined){
const err1 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "version"}};
vErrors = note(vErrors, err1);
errors++;
}
if(data.maintainer === undefined){
const err2 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "maintainer"}};
vErrors = note(vErrors, err2);
errors++;
}
if(data.why === undefined){
const err3 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "why"}};
vErrors = note(vErrors, err3);
errors++;
}
if(data.never === undefined){
const err4 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "never"}};
vErrors = note(vErrors, err4);
errors++;
}
if(data.consent === undefined){
const err5 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "consent"}};
vErrors = note(vErrors, err5);
errors++;
}
for(const key0 in data){
if(!(func2.call(schema11.properties, key0))){
const err6 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0}};
vErrors = note(vErrors, err6);
errors++;
}
}
if(data.service !== undefined){
let data0 = data.service;
if(typeof data0 === "string"){
if(!pattern0.test(data0)){
const err7 = {instancePath:instancePath+"/service",schemaPath:"#/properties/service/pattern",keyword:"pattern",params:{pattern: "\\S"}};
vErrors = note(vErrors, err7);
errors++;
}
}
else {
const err8 = {instancePath:instancePath+"/service",schemaPath:"#/properties/service/type",keyword:"type",params:{type: "string"}};
vErrors = note(vErrors, err8);
errors++;
}
}
if(data.version !== undefined){
let data1 = data.version;
if(!(((typeof data1 == "number") && (!(data1 % 1) && !isNaN(data1))) && (isFinite(data1)))){
const err9 = {instancePath:instancePath+"/version",schemaPath:"#/properties/version/type",keyword:"type",params:{type: "integer"}};
vErrors = note(vErrors, err9);
errors++;
}
if((typeof data1 == "number") && (isFinite(data1))){
if(data1 < 1 || isNaN(data1)){
const err10 = {instancePath:instancePath+"/version",schemaPath:"#/properties/version/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1}};
vErrors = note(vErrors, err10);
errors++;
}
}
}
if(data.maintainer !== undefined){
let data2 = data.maintainer;
if(data2 && typeof data2 == "object" && !Array.isArray(data2)){
if(data2.name === undefined){
const err11 = {instancePath:instancePath+"/maintainer",schemaPath:"#/properties/maintainer/required",keyword:"required",params:{missingProperty: "name"}};
vErrors = note(vErrors, err11);
errors++;
}
if(data2.contact === undefined){
const err12 = {instancePath:instancePath+"/maintainer",schemaPath:"#/properties/maintainer/required",keyword:"required",params:{missingProperty: "contact"}};
vErrors = note(vErrors, err12);
errors++;
}
for(const key1 in data2){
if(!(((((key1 === "name") || (key1 === "contact")) || (key1 === "policyUrl")) || (key1 === "retention")) || (key1 === "published"))){
const err13 = {instancePath:instancePath+"/maintainer",schemaPath:"#/properties/maintainer/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key1}};
vErrors = note(vErrors, err13);
errors++;
}
}
if(data2.name !== undefined){
let data3 = data2.name;
if(typeof data3 === "string"){
if(!pattern0.test(data3)){
const err14 = {instancePath:instancePath+"/maintainer/name",schemaPath:"#/properties/maintainer/properties/name/pattern",keyword:"pattern",params:{pattern: "\\S"}};
vErrors = note(vErrors, err14);
errors++;
}
}
else {
const err15 = {instancePath:instancePath+"/maintainer/name",schemaPath:"#/properties/maintainer/properties/name/type",keyword:"type",params:{type: "string"}};
vErrors = note(vErrors, err15);
errors++;
}
}
if(data2.contact !== undefined){
let data4 = data2.contact;
if(typeof data4 === "string"){
if(!pattern0.test(data4)){
const err16 = {instancePath:instancePath+"/maintainer/contact",schemaPath:"#/properties/maintainer/properties/contact/pattern",keyword:"pattern",params:{pattern: "\\S"}};
vErrors = note(vErrors, err16);
errors++;
}
}
else {
const err17 = {instancePath:instancePath+"/maintainer/contact",schemaPath:"#/properties/maintainer/properties/contact/type",keyword:"type",params:{type: "string"}};
vErrors = note(vErrors, err17);
errors++;
}
}
if(data2.policyUrl !== undefined){
let data5 = data2.policyUrl;
if(typeof data5 === "string"){
if(!pattern0.test(data5)){
const err18 = {instancePath:instancePath+"/maintainer/policyUrl",schemaPath:"#/properties/maintainer/properties/policyUrl/pattern",keyword:"pattern",params:{pattern: "\\S"}};
vErrors = note(vErrors, err18);
errors++;
}
}
else {
const err19 = {instancePath:instancePath+"/maintainer/policyUrl",schemaPath:"#/properties/maintainer/properties/policyUrl/type",keyword:"type",params:{type: "string"}};
vErrors = note(vErrors, err19);
errors++;
}
}
if(data2.retention !== undefined){
let data6 = data2.retention;
if(typeof data6 === "string"){
if(!pattern0.test(data6)){
const err20 = {instancePath:instancePath+"/maintainer/retention",schemaPath:"#/properties/maintainer/properties/retention/pattern",keyword:"pattern",params:{pattern: "\\S"}};
vErrors = note(vErrors, err20);
errors++;
}
}
else {
const err21 = {instancePath:instancePath+"/maintainer/retention",schemaPath:"#/properties/maintainer/properties/retention/type",keyword:"type",params:{type: "string"}};
vErrors = note(vErrors, err21);
errors++;
}
}
if(data2.published !== undefined){
let data7 = data2.published;
if(typeof data7 === "string"){
if(!pattern0.test(data7)){
const err22 = {instancePath:instancePath+"/maintainer/published",schemaPath:"#/properties/maintainer/properties/published/pattern",keyword:"pattern",params:{pattern: "\\S"}};
vErrors = note(vErrors, err22);
errors++;
}
}
else {
const err23 = {instancePath:instancePath+"/maintainer/published",schemaPath:"#/properties/maintainer/properties/published/type",keyword:"type",params:{type: "string"}};
vErrors = note(vErrors, err23);
errors++;
}
}
}
else {
const err24 = {instancePath:instancePath+"/maintainer",schemaPath:"#/properties/maintainer/type",keyword:"type",params:{type: "object"}};
vErrors = note(vErrors, err24);
errors++;
}
}
if(data.why !== undefined){
let data8 = data.why;
if(typeof data8 === "string"){
if(!pattern0.test(data8)){
const err25 = {instancePath:instancePath+"/why",schemaPath:"#/properties/why/pattern",keyword:"pattern",params:{pattern: "\\S"}};
vErrors = note(vErrors, err25);
errors++;
}
}
else {
const err26 = {instancePath:instancePath+"/why",schemaPath:"#/properties/why/type",keyword:"type",params:{type: "string"}};
vErrors = note(vErrors, err26);
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
const err27 = {instancePath:instancePath+"/never/" + i0,schemaPath:"#/properties/never/items/pattern",keyword:"pattern",params:{pattern: "\\S"}};
vErrors = note(vErrors, err27);
errors++;
}
}
else {
const err28 = {instancePath:instancePath+"/never/" + i0,schemaPath:"#/properties/never/items/type",keyword:"type",params:{type: "string"}};
vErrors = note(vErrors, err28);
errors++;
}
}
}
else {
const err29 = {instancePath:instancePath+"/never",schemaPath:"#/properties/never/type",keyword:"type",params:{type: "array"}};
vErrors = note(vErrors, err29);
errors++;
}
}
if(data.consent !== undefined){
let data11 = data.consent;
if(data11 && typeof data11 == "object" && !Array.isArray(data11)){
if(data11.default === undefined){
const err30 = {instancePath:instancePath+"/consent",schemaPath:"#/properties/consent/required",keyword:"required",params:{missingProperty: "default"}};
vErrors = note(vErrors, err30);
errors++;
}
for(const key2 in data11){
if(!(((key2 === "default") || (key2 === "config")) || (key2 === "env"))){
const err31 = {instancePath:instancePath+"/consent",schemaPath:"#/properties/consent/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key2}};
vErrors = note(vErrors, err31);
errors++;
}
}
if(data11.default !== undefined){
let data12 = data11.default;
if(!((data12 === "on") || (data12 === "off"))){
const err32 = {instancePath:instancePath+"/consent/default",schemaPath:"#/properties/consent/properties/default/enum",keyword:"enum",params:{allowedValues: schema11.properties.consent.properties.default.enum}};
vErrors = note(vErrors, err32);
errors++;
}
}
if(data11.config !== undefined){
let data13 = data11.config;
if(typeof data13 === "string"){
if(!pattern0.test(data13)){
const err33 = {instancePath:instancePath+"/consent/config",schemaPath:"#/properties/consent/properties/config/pattern",keyword:"pattern",params:{pattern: "\\S"}};
vErrors = note(vErrors, err33);
errors++;
}
}
else {
const err34 = {instancePath:instancePath+"/consent/config",schemaPath:"#/properties/consent/properties/config/type",keyword:"type",params:{type: "string"}};
vErrors = note(vErrors, err34);
errors++;
}
}
}
else {
const err35 = {instancePath:instancePath+"/consent",schemaPath:"#/properties/consent/type",keyword:"type",params:{type: "object"}};
vErrors = note(vErrors, err35);
errors++;
}
}
if(data.identity !== undefined){
let data14 = data.identity;
if(!(data14 && typeof data14 == "object" && !Array.isArray(data14))){
const err36 = {instancePath:instancePath+"/identity",schemaPath:"#/properties/identity/type",keyword:"type",params:{type: "object"}};
vErrors = note(vErrors, err36);
errors++;
}
}
if(data.system !== undefined){
let data15 = data.system;
if(data15 && typeof data15 == "object" && !Array.isArray(data15)){
if(data15.why === undefined){
const err37 = {instancePath:instancePath+"/system",schemaPath:"#/properties/system/required",keyword:"required",params:{missingProperty: "why"}};
vErrors = note(vErrors, err37);
errors++;
}
if(data15.fields === undefined){
const err38 = {instancePath:instancePath+"/system",schemaPath:"#/properties/system/required",keyword:"required",params:{missingProperty: "fields"}};
vErrors = note(vErrors, err38);
errors++;
}
for(const key3 in data15){
if(!((((key3 === "why") || (key3 === "fields")) || (key3 === "config")) || (key3 === "since"))){
const err39 = {instancePath:instancePath+"/system",schemaPath:"#/properties/system/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key3}};
vErrors = note(vErrors, err39);
errors++;
}
}
if(data15.why !== undefined){
let data16 = data15.why;
if(typeof data16 === "string"){
if(!pattern0.test(data16)){
const err40 = {instancePath:instancePath+"/system/why",schemaPath:"#/properties/system/properties/why/pattern",keyword:"pattern",params:{pattern: "\\S"}};
vErrors = note(vErrors, err40);
errors++;
}
}
else {
const err41 = {instancePath:instancePath+"/system/why",schemaPath:"#/properties/system/properties/why/type",keyword:"type",params:{type: "string"}};
vErrors = note(vErrors, err41);
errors++;
}
}
if(data15.fields !== undefined){
let data17 = data15.fields;
if(Array.isArray(data17)){
if(data17.length < 1){
const err42 = {instancePath:instancePath+"/system/fields",schemaPath:"#/properties/system/properties/fields/minItems",keyword:"minItems",params:{limit: 1}};
vErrors = note(vErrors, err42);
errors++;
}
const len1 = data17.length;
for(let i1=0; i1<len1; i1++){
let data18 = data17[i1];
if(!(((((((((((data18 === "arch") || (data18 === "platform")) || (data18 === "release")) || (data18 === "distro")) || (data18 === "codename")) || (data18 === "virtual")) || (data18 === "isRunningInDocker")) || (data18 === "nodeVersion")) || (data18 === "cpuModel")) || (data18 === "cpuCount")) || (data18 === "memoryBytes"))){
const err43 = {instancePath:instancePath+"/system/fields/" + i1,schemaPath:"#/properties/system/properties/fields/items/enum",keyword:"enum",params:{allowedValues: schema11.properties.system.properties.fields.items.enum}};
vErrors = note(vErrors, err43);
errors++;
}
}
}
else {
const err44 = {instancePath:instancePath+"/system/fields",schemaPath:"#/properties/system/properties/fields/type",keyword:"type",params:{type: "array"}};
vErrors = note(vErrors, err44);
errors++;
}
}
if(data15.config !== undefined){
let data19 = data15.config;
if(typeof data19 === "string"){
if(!pattern0.test(data19)){
const err45 = {instancePath:instancePath+"/system/config",schemaPath:"#/properties/system/properties/config/pattern",keyword:"pattern",params:{pattern: "\\S"}};
vErrors = note(vErrors, err45);
errors++;
}
}
else {
const err46 = {instancePath:instancePath+"/system/config",schemaPath:"#/properties/system/properties/config/type",keyword:"type",params:{type: "string"}};
vErrors = note(vErrors, err46);
errors++;
}
}
if(data15.since !== undefined){
let data20 = data15.since;
if(!(((typeof data20 == "number") && (!(data20 % 1) && !isNaN(data20))) && (isFinite(data20)))){
const err47 = {instancePath:instancePath+"/system/since",schemaPath:"#/properties/system/properties/since/type",keyword:"type",params:{type: "integer"}};
vErrors = note(vErrors, err47);
errors++;
}
if((typeof data20 == "number") && (isFinite(data20))){
if(data20 < 1 || isNaN(data20)){
const err48 = {instancePath:instancePath+"/system/since",schemaPath:"#/properties/system/properties/since/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1}};
vErrors = note(vErrors, err48);
errors++;
}
}
}
}
else {
const err49 = {instancePath:instancePath+"/system",schemaPath:"#/properties/system/type",keyword:"type",params:{type: "object"}};
vErrors = note(vErrors, err49);
errors++;
}
}
if(data.features !== undefined){
let data21 = data.features;
if(!(data21 && typeof data21 == "object" && !Array.isArray(data21))){
const err50 = {instancePath:instancePath+"/features",schemaPath:"#/properties/features/type",keyword:"type",params:{type: "object"}};
vErrors = note(vErrors, err50);
errors++;
}
}
if(data.context !== undefined){
let data22 = data.context;
if(!(data22 && typeof data22 == "object" && !Array.isArray(data22))){
const err51 = {instancePath:instancePath+"/context",schemaPath:"#/properties/context/type",keyword:"type",params:{type: "object"}};
vErrors = note(vErrors, err51);
errors++;
}
}
if(data.gauges !== undefined){
let data23 = data.gauges;
if(!(data23 && typeof data23 == "object" && !Array.isArray(data23))){
const err52 = {instancePath:instancePath+"/gauges",schemaPath:"#/properties/gauges/type",keyword:"type",params:{type: "object"}};
vErrors = note(vErrors, err52);
errors++;
}
}
if(data.events !== undefined){
let data24 = data.events;
if(!(data24 && typeof data24 == "object" && !Array.isArray(data24))){
const err53 = {instancePath:instancePath+"/events",schemaPath:"#/properties/events/type",keyword:"type",params:{type: "object"}};
vErrors = note(vErrors, err53);
errors++;
}
}
if(data.report !== undefined){
let data25 = data.report;
if(data25 && typeof data25 == "object" && !Array.isArray(data25)){
if(data25.name === undefined){
const err54 = {instancePath:instancePath+"/report",schemaPath:"#/properties/report/required",keyword:"required",params:{missingProperty: "name"}};
vErrors = note(vErrors, err54);
errors++;
}
if(data25.everyHours === undefined){
const err55 = {instancePath:instancePath+"/report",schemaPath:"#/properties/report/required",keyword:"required",params:{missingProperty: "everyHours"}};
vErrors = note(vErrors, err55);
errors++;
}
for(const key4 in data25){
if(!(((((key4 === "name") || (key4 === "everyHours")) || (key4 === "atStart")) || (key4 === "shape")) || (key4 === "per"))){
const err56 = {instancePath:instancePath+"/report",schemaPath:"#/properties/report/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key4}};
vErrors = note(vErrors, err56);
errors++;
}
}
if(data25.name !== undefined){
let data26 = data25.name;
if(typeof data26 === "string"){
if(!pattern0.test(data26)){
const err57 = {instancePath:instancePath+"/report/name",schemaPath:"#/properties/report/properties/name/pattern",keyword:"pattern",params:{pattern: "\\S"}};
vErrors = note(vErrors, err57);
errors++;
}
}
else {
const err58 = {instancePath:instancePath+"/report/name",schemaPath:"#/properties/report/properties/name/type",keyword:"type",params:{type: "string"}};
vErrors = note(vErrors, err58);
errors++;
}
}
if(data25.everyHours !== undefined){
let data27 = data25.everyHours;
if((typeof data27 == "number") && (isFinite(data27))){
if(data27 > 8760 || isNaN(data27)){
const err59 = {instancePath:instancePath+"/report/everyHours",schemaPath:"#/properties/report/properties/everyHours/maximum",keyword:"maximum",params:{comparison: "<=", limit: 8760}};
vErrors = note(vErrors, err59);
errors++;
}
if(data27 <= 0 || isNaN(data27)){
const err60 = {instancePath:instancePath+"/report/everyHours",schemaPath:"#/properties/report/properties/everyHours/exclusiveMinimum",keyword:"exclusiveMinimum",params:{comparison: ">", limit: 0}};
vErrors = note(vErrors, err60);
errors++;
}
}
else {
const err61 = {instancePath:instancePath+"/report/everyHours",schemaPath:"#/properties/report/properties/everyHours/type",keyword:"type",params:{type: "number"}};
vErrors = note(vErrors, err61);
errors++;
}
}
if(data25.atStart !== undefined){
if(typeof data25.atStart !== "boolean"){
const err62 = {instancePath:instancePath+"/report/atStart",schemaPath:"#/properties/report/properties/atStart/type",keyword:"type",params:{type: "boolean"}};
vErrors = note(vErrors, err62);
errors++;
}
}
if(data25.shape !== undefined){
let data29 = data25.shape;
if(!(((data29 === "flat") || (data29 === "nested")) || (data29 === "both"))){
const err63 = {instancePath:instancePath+"/report/shape",schemaPath:"#/properties/report/properties/shape/enum",keyword:"enum",params:{allowedValues: schema11.properties.report.properties.shape.enum}};
vErrors = note(vErrors, err63);
errors++;
}
}
if(data25.per !== undefined){
let data30 = data25.per;
if(!((data30 === "installation") || (data30 === "instance"))){
const err64 = {instancePath:instancePath+"/report/per",schemaPath:"#/properties/report/properties/per/enum",keyword:"enum",params:{allowedValues: schema11.properties.report.properties.per.enum}};
vErrors = note(vErrors, err64);
errors++;
}
}
}
else {
const err65 = {instancePath:instancePath+"/report",schemaPath:"#/properties/report/type",keyword:"type",params:{type: "object"}};
vErrors = note(vErrors, err65);
errors++;
}
}
if(data.notice !== undefined){
let data31 = data.notice;
if(data31 && typeof data31 == "object" && !Array.isArray(data31)){
if(data31.graceHours === undefined){
const err66 = {instancePath:instancePath+"/notice",schemaPath:"#/properties/notice/required",keyword:"required",params:{missingProperty: "graceHours"}};
vErrors = note(vErrors, err66);
errors++;
}
for(const key5 in data31){
if(!(key5 === "graceHours")){
const err67 = {instancePath:instancePath+"/notice",schemaPath:"#/properties/notice/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key5}};
vErrors = note(vErrors, err67);
errors++;
}
}
if(data31.graceHours !== undefined){
let data32 = data31.graceHours;
if((typeof data32 == "number") && (isFinite(data32))){
if(data32 > 8760 || isNaN(data32)){
const err68 = {instancePath:instancePath+"/notice/graceHours",schemaPath:"#/properties/notice/properties/graceHours/maximum",keyword:"maximum",params:{comparison: "<=", limit: 8760}};
vErrors = note(vErrors, err68);
errors++;
}
if(data32 < 0 || isNaN(data32)){
const err69 = {instancePath:instancePath+"/notice/graceHours",schemaPath:"#/properties/notice/properties/graceHours/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0}};
vErrors = note(vErrors, err69);
errors++;
}
}
else {
const err70 = {instancePath:instancePath+"/notice/graceHours",schemaPath:"#/properties/notice/properties/graceHours/type",keyword:"type",params:{type: "number"}};
vErrors = note(vErrors, err70);
errors++;
}
}
}
else {
const err71 = {instancePath:instancePath+"/notice",schemaPath:"#/properties/notice/type",keyword:"type",params:{type: "object"}};
vErrors = note(vErrors, err71);
errors++;
}
}
}
else {
const err72 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"}};
vErrors = note(vErrors, err72);
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
const err0 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "kind"}};
vErrors = note(vErrors, err0);
errors++;
}
for(const key0 in data){
if(!((key0 === "kind") || (key0 === "instance"))){
const err1 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0}};
vErrors = note(vErrors, err1);
errors++;
}
}
if(data.kind !== undefined){
if(!(data.kind === "installation")){
const err2 = {instancePath:instancePath+"/kind",schemaPath:"#/properties/kind/enum",keyword:"enum",params:{allowedValues: schema12.properties.kind.enum}};
vErrors = note(vErrors, err2);
errors++;
}
}
if(data.instance !== undefined){
let data1 = data.instance;
if(typeof data1 === "string"){
if(!pattern0.test(data1)){
const err3 = {instancePath:instancePath+"/instance",schemaPath:"#/properties/instance/pattern",keyword:"pattern",params:{pattern: "\\S"}};
vErrors = note(vErrors, err3);
errors++;
}
}
else {
const err4 = {instancePath:instancePath+"/instance",schemaPath:"#/properties/instance/type",keyword:"type",params:{type: "string"}};
vErrors = note(vErrors, err4);
errors++;
}
}
}
else {
const err5 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"}};
vErrors = note(vErrors, err5);
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
const err0 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "kind"}};
vErrors = note(vErrors, err0);
errors++;
}
if(data.host === undefined){
const err1 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "host"}};
vErrors = note(vErrors, err1);
errors++;
}
for(const key0 in data){
if(!((key0 === "kind") || (key0 === "host"))){
const err2 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0}};
vErrors = note(vErrors, err2);
errors++;
}
}
if(data.kind !== undefined){
if(!(data.kind === "machine")){
const err3 = {instancePath:instancePath+"/kind",schemaPath:"#/properties/kind/enum",keyword:"enum",params:{allowedValues: schema13.properties.kind.enum}};
vErrors = note(vErrors, err3);
errors++;
}
}
if(data.host !== undefined){
let data1 = data.host;
if(typeof data1 === "string"){
if(!pattern0.test(data1)){
const err4 = {instancePath:instancePath+"/host",schemaPath:"#/properties/host/pattern",keyword:"pattern",params:{pattern: "\\S"}};
vErrors = note(vErrors, err4);
errors++;
}
}
else {
const err5 = {instancePath:instancePath+"/host",schemaPath:"#/properties/host/type",keyword:"type",params:{type: "string"}};
vErrors = note(vErrors, err5);
errors++;
}
}
}
else {
const err6 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"}};
vErrors = note(vErrors, err6);
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
const err0 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "kind"}};
vErrors = note(vErrors, err0);
errors++;
}
for(const key0 in data){
if(!(key0 === "kind")){
const err1 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0}};
vErrors = note(vErrors, err1);
errors++;
}
}
if(data.kind !== undefined){
if(!(data.kind === "none")){
const err2 = {instancePath:instancePath+"/kind",schemaPath:"#/properties/kind/enum",keyword:"enum",params:{allowedValues: schema14.properties.kind.enum}};
vErrors = note(vErrors, err2);
errors++;
}
}
}
else {
const err3 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"}};
vErrors = note(vErrors, err3);
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
const err0 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "name"}};
vErrors = note(vErrors, err0);
errors++;
}
if(data.inverted === undefined){
const err1 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "inverted"}};
vErrors = note(vErrors, err1);
errors++;
}
for(const key0 in data){
if(!((key0 === "name") || (key0 === "inverted"))){
const err2 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0}};
vErrors = note(vErrors, err2);
errors++;
}
}
if(data.name !== undefined){
let data0 = data.name;
if(typeof data0 === "string"){
if(!pattern0.test(data0)){
const err3 = {instancePath:instancePath+"/name",schemaPath:"#/properties/name/pattern",keyword:"pattern",params:{pattern: "\\S"}};
vErrors = note(vErrors, err3);
errors++;
}
}
else {
const err4 = {instancePath:instancePath+"/name",schemaPath:"#/properties/name/type",keyword:"type",params:{type: "string"}};
vErrors = note(vErrors, err4);
errors++;
}
}
if(data.inverted !== undefined){
if(typeof data.inverted !== "boolean"){
const err5 = {instancePath:instancePath+"/inverted",schemaPath:"#/properties/inverted/type",keyword:"type",params:{type: "boolean"}};
vErrors = note(vErrors, err5);
errors++;
}
}
}
else {
const err6 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"}};
vErrors = note(vErrors, err6);
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
const err0 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "features"}};
vErrors = note(vErrors, err0);
errors++;
}
for(const key0 in data){
if(!(((((key0 === "features") || (key0 === "config")) || (key0 === "name")) || (key0 === "why")) || (key0 === "since"))){
const err1 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0}};
vErrors = note(vErrors, err1);
errors++;
}
}
if(data.features !== undefined){
let data0 = data.features;
if(!(data0 && typeof data0 == "object" && !Array.isArray(data0))){
const err2 = {instancePath:instancePath+"/features",schemaPath:"#/properties/features/type",keyword:"type",params:{type: "object"}};
vErrors = note(vErrors, err2);
errors++;
}
}
if(data.config !== undefined){
if(typeof data.config !== "string"){
const err3 = {instancePath:instancePath+"/config",schemaPath:"#/properties/config/type",keyword:"type",params:{type: "string"}};
vErrors = note(vErrors, err3);
errors++;
}
}
if(data.name !== undefined){
if(typeof data.name !== "string"){
const err4 = {instancePath:instancePath+"/name",schemaPath:"#/properties/name/type",keyword:"type",params:{type: "string"}};
vErrors = note(vErrors, err4);
errors++;
}
}
if(data.why !== undefined){
let data3 = data.why;
if(typeof data3 === "string"){
if(!pattern0.test(data3)){
const err5 = {instancePath:instancePath+"/why",schemaPath:"#/properties/why/pattern",keyword:"pattern",params:{pattern: "\\S"}};
vErrors = note(vErrors, err5);
errors++;
}
}
else {
const err6 = {instancePath:instancePath+"/why",schemaPath:"#/properties/why/type",keyword:"type",params:{type: "string"}};
vErrors = note(vErrors, err6);
errors++;
}
}
if(data.since !== undefined){
let data4 = data.since;
if(!(((typeof data4 == "number") && (!(data4 % 1) && !isNaN(data4))) && (isFinite(data4)))){
const err7 = {instancePath:instancePath+"/since",schemaPath:"#/properties/since/type",keyword:"type",params:{type: "integer"}};
vErrors = note(vErrors, err7);
errors++;
}
if((typeof data4 == "number") && (isFinite(data4))){
if(data4 < 1 || isNaN(data4)){
const err8 = {instancePath:instancePath+"/since",schemaPath:"#/properties/since/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1}};
vErrors = note(vErrors, err8);
errors++;
}
}
}
}
else {
const err9 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"}};
vErrors = note(vErrors, err9);
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
const err0 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "type"}};
vErrors = note(vErrors, err0);
errors++;
}
if(data.read === undefined){
const err1 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "read"}};
vErrors = note(vErrors, err1);
errors++;
}
for(const key0 in data){
if(!((((((key0 === "type") || (key0 === "read")) || (key0 === "name")) || (key0 === "why")) || (key0 === "since")) || (key0 === "only"))){
const err2 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0}};
vErrors = note(vErrors, err2);
errors++;
}
}
if(data.read !== undefined){
let data0 = data.read;
if(data0 && typeof data0 == "object" && !Array.isArray(data0)){
if(data0.rule === undefined){
const err3 = {instancePath:instancePath+"/read",schemaPath:"#/properties/read/required",keyword:"required",params:{missingProperty: "rule"}};
vErrors = note(vErrors, err3);
errors++;
}
if(data0.keys === undefined){
const err4 = {instancePath:instancePath+"/read",schemaPath:"#/properties/read/required",keyword:"required",params:{missingProperty: "keys"}};
vErrors = note(vErrors, err4);
errors++;
}
for(const key1 in data0){
if(!(((key1 === "rule") || (key1 === "keys")) || (key1 === "when"))){
const err5 = {instancePath:instancePath+"/read",schemaPath:"#/properties/read/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key1}};
vErrors = note(vErrors, err5);
errors++;
}
}
if(data0.rule !== undefined){
let data1 = data0.rule;
if(!((((data1 === "value") || (data1 === "anyOf")) || (data1 === "notEmpty")) || (data1 === "lengthOf"))){
const err6 = {instancePath:instancePath+"/read/rule",schemaPath:"#/properties/read/properties/rule/enum",keyword:"enum",params:{allowedValues: schema17.properties.read.properties.rule.enum}};
vErrors = note(vErrors, err6);
errors++;
}
}
if(data0.keys !== undefined){
let data2 = data0.keys;
if(Array.isArray(data2)){
if(data2.length < 1){
const err7 = {instancePath:instancePath+"/read/keys",schemaPath:"#/properties/read/properties/keys/minItems",keyword:"minItems",params:{limit: 1}};
vErrors = note(vErrors, err7);
errors++;
}
const len0 = data2.length;
for(let i0=0; i0<len0; i0++){
if(typeof data2[i0] !== "string"){
const err8 = {instancePath:instancePath+"/read/keys/" + i0,schemaPath:"#/properties/read/properties/keys/items/type",keyword:"type",params:{type: "string"}};
vErrors = note(vErrors, err8);
errors++;
}
}
}
else {
const err9 = {instancePath:instancePath+"/read/keys",schemaPath:"#/properties/read/properties/keys/type",keyword:"type",params:{type: "array"}};
vErrors = note(vErrors, err9);
errors++;
}
}
if(data0.when !== undefined){
if(typeof data0.when !== "string"){
const err10 = {instancePath:instancePath+"/read/when",schemaPath:"#/properties/read/properties/when/type",keyword:"type",params:{type: "string"}};
vErrors = note(vErrors, err10);
errors++;
}
}
}
else {
const err11 = {instancePath:instancePath+"/read",schemaPath:"#/properties/read/type",keyword:"type",params:{type: "object"}};
vErrors = note(vErrors, err11);
errors++;
}
}
if(data.name !== undefined){
let data5 = data.name;
if(typeof data5 === "string"){
if(!pattern0.test(data5)){
const err12 = {instancePath:instancePath+"/name",schemaPath:"#/properties/name/pattern",keyword:"pattern",params:{pattern: "\\S"}};
vErrors = note(vErrors, err12);
errors++;
}
}
else {
const err13 = {instancePath:instancePath+"/name",schemaPath:"#/properties/name/type",keyword:"type",params:{type: "string"}};
vErrors = note(vErrors, err13);
errors++;
}
}
if(data.why !== undefined){
let data6 = data.why;
if(typeof data6 === "string"){
if(!pattern0.test(data6)){
const err14 = {instancePath:instancePath+"/why",schemaPath:"#/properties/why/pattern",keyword:"pattern",params:{pattern: "\\S"}};
vErrors = note(vErrors, err14);
errors++;
}
}
else {
const err15 = {instancePath:instancePath+"/why",schemaPath:"#/properties/why/type",keyword:"type",params:{type: "string"}};
vErrors = note(vErrors, err15);
errors++;
}
}
if(data.since !== undefined){
let data7 = data.since;
if(!(((typeof data7 == "number") && (!(data7 % 1) && !isNaN(data7))) && (isFinite(data7)))){
const err16 = {instancePath:instancePath+"/since",schemaPath:"#/properties/since/type",keyword:"type",params:{type: "integer"}};
vErrors = note(vErrors, err16);
errors++;
}
if((typeof data7 == "number") && (isFinite(data7))){
if(data7 < 1 || isNaN(data7)){
const err17 = {instancePath:instancePath+"/since",schemaPath:"#/properties/since/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1}};
vErrors = note(vErrors, err17);
errors++;
}
}
}
if(data.only !== undefined){
let data8 = data.only;
if(!((data8 === "flat") || (data8 === "nested"))){
const err18 = {instancePath:instancePath+"/only",schemaPath:"#/properties/only/enum",keyword:"enum",params:{allowedValues: schema17.properties.only.enum}};
vErrors = note(vErrors, err18);
errors++;
}
}
}
else {
const err19 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"}};
vErrors = note(vErrors, err19);
errors++;
}
validate16.errors = vErrors;
return errors === 0;
}

const schema18 = {"$id":"event","type":"object","description":"","properties":{"kind":{"enum":["each"],"description":"'each'"},"why":{"type":"string","pattern":"\\S","description":"the reason why it is collected, as an operator would want to read it"},"properties":{"type":"object","description":"the properties by name; {} for none"},"since":{"type":"integer","minimum":1,"description":"the plan version that it came with, from 1"}},"required":["kind","why","properties"],"additionalProperties":false};

function validate17(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
/*# sourceURL="event" */;
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.kind === undefined){
const err0 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "kind"}};
vErrors = note(vErrors, err0);
errors++;
}
if(data.why === undefined){
const err1 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "why"}};
vErrors = note(vErrors, err1);
errors++;
}
if(data.properties === undefined){
const err2 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "properties"}};
vErrors = note(vErrors, err2);
errors++;
}
for(const key0 in data){
if(!((((key0 === "kind") || (key0 === "why")) || (key0 === "properties")) || (key0 === "since"))){
const err3 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0}};
vErrors = note(vErrors, err3);
errors++;
}
}
if(data.kind !== undefined){
if(!(data.kind === "each")){
const err4 = {instancePath:instancePath+"/kind",schemaPath:"#/properties/kind/enum",keyword:"enum",params:{allowedValues: schema18.properties.kind.enum}};
vErrors = note(vErrors, err4);
errors++;
}
}
if(data.why !== undefined){
let data1 = data.why;
if(typeof data1 === "string"){
if(!pattern0.test(data1)){
const err5 = {instancePath:instancePath+"/why",schemaPath:"#/properties/why/pattern",keyword:"pattern",params:{pattern: "\\S"}};
vErrors = note(vErrors, err5);
errors++;
}
}
else {
const err6 = {instancePath:instancePath+"/why",schemaPath:"#/properties/why/type",keyword:"type",params:{type: "string"}};
vErrors = note(vErrors, err6);
errors++;
}
}
if(data.properties !== undefined){
let data2 = data.properties;
if(!(data2 && typeof data2 == "object" && !Array.isArray(data2))){
const err7 = {instancePath:instancePath+"/properties",schemaPath:"#/properties/properties/type",keyword:"type",params:{type: "object"}};
vErrors = note(vErrors, err7);
errors++;
}
}
if(data.since !== undefined){
let data3 = data.since;
if(!(((typeof data3 == "number") && (!(data3 % 1) && !isNaN(data3))) && (isFinite(data3)))){
const err8 = {instancePath:instancePath+"/since",schemaPath:"#/properties/since/type",keyword:"type",params:{type: "integer"}};
vErrors = note(vErrors, err8);
errors++;
}
if((typeof data3 == "number") && (isFinite(data3))){
if(data3 < 1 || isNaN(data3)){
const err9 = {instancePath:instancePath+"/since",schemaPath:"#/properties/since/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1}};
vErrors = note(vErrors, err9);
errors++;
}
}
}
}
else {
const err10 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"}};
vErrors = note(vErrors, err10);
errors++;
}
validate17.errors = vErrors;
return errors === 0;
}

const schema19 = {"$id":"booleanValue","type":"object","description":"","properties":{"type":{"enum":["boolean"],"description":"'boolean'"},"why":{"type":"string","pattern":"\\S","description":"the reason why it is collected, as an operator would want to read it"},"since":{"type":"integer","minimum":1,"description":"the plan version that it came with, from 1"},"nullable":{"enum":[true],"description":"true"},"optional":{"enum":[true],"description":"true"}},"required":["type"],"additionalProperties":false};

function validate18(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
/*# sourceURL="booleanValue" */;
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.type === undefined){
const err0 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "type"}};
vErrors = note(vErrors, err0);
errors++;
}
for(const key0 in data){
if(!(((((key0 === "type") || (key0 === "why")) || (key0 === "since")) || (key0 === "nullable")) || (key0 === "optional"))){
const err1 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0}};
vErrors = note(vErrors, err1);
errors++;
}
}
if(data.type !== undefined){
if(!(data.type === "boolean")){
const err2 = {instancePath:instancePath+"/type",schemaPath:"#/properties/type/enum",keyword:"enum",params:{allowedValues: schema19.properties.type.enum}};
vErrors = note(vErrors, err2);
errors++;
}
}
if(data.why !== undefined){
let data1 = data.why;
if(typeof data1 === "string"){
if(!pattern0.test(data1)){
const err3 = {instancePath:instancePath+"/why",schemaPath:"#/properties/why/pattern",keyword:"pattern",params:{pattern: "\\S"}};
vErrors = note(vErrors, err3);
errors++;
}
}
else {
const err4 = {instancePath:instancePath+"/why",schemaPath:"#/properties/why/type",keyword:"type",params:{type: "string"}};
vErrors = note(vErrors, err4);
errors++;
}
}
if(data.since !== undefined){
let data2 = data.since;
if(!(((typeof data2 == "number") && (!(data2 % 1) && !isNaN(data2))) && (isFinite(data2)))){
const err5 = {instancePath:instancePath+"/since",schemaPath:"#/properties/since/type",keyword:"type",params:{type: "integer"}};
vErrors = note(vErrors, err5);
errors++;
}
if((typeof data2 == "number") && (isFinite(data2))){
if(data2 < 1 || isNaN(data2)){
const err6 = {instancePath:instancePath+"/since",schemaPath:"#/properties/since/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1}};
vErrors = note(vErrors, err6);
errors++;
}
}
}
if(data.nullable !== undefined){
if(!(data.nullable === true)){
const err7 = {instancePath:instancePath+"/nullable",schemaPath:"#/properties/nullable/enum",keyword:"enum",params:{allowedValues: schema19.properties.nullable.enum}};
vErrors = note(vErrors, err7);
errors++;
}
}
if(data.optional !== undefined){
if(!(data.optional === true)){
const err8 = {instancePath:instancePath+"/optional",schemaPath:"#/properties/optional/enum",keyword:"enum",params:{allowedValues: schema19.properties.optional.enum}};
vErrors = note(vErrors, err8);
errors++;
}
}
}
else {
const err9 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"}};
vErrors = note(vErrors, err9);
errors++;
}
validate18.errors = vErrors;
return errors === 0;
}

const schema20 = {"$id":"numberValue","type":"object","description":"","properties":{"type":{"enum":["integer","number"],"description":"'integer' or 'number'"},"why":{"type":"string","pattern":"\\S","description":"the reason why it is collected, as an operator would want to read it"},"since":{"type":"integer","minimum":1,"description":"the plan version that it came with, from 1"},"nullable":{"enum":[true],"description":"true"},"optional":{"enum":[true],"description":"true"},"minimum":{"type":"number","description":"a number"},"maximum":{"type":"number","description":"a number"}},"required":["type"],"additionalProperties":false};

function validate19(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
/*# sourceURL="numberValue" */;
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.type === undefined){
const err0 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "type"}};
vErrors = note(vErrors, err0);
errors++;
}
for(const key0 in data){
if(!(((((((key0 === "type") || (key0 === "why")) || (key0 === "since")) || (key0 === "nullable")) || (key0 === "optional")) || (key0 === "minimum")) || (key0 === "maximum"))){
const err1 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0}};
vErrors = note(vErrors, err1);
errors++;
}
}
if(data.type !== undefined){
let data0 = data.type;
if(!((data0 === "integer") || (data0 === "number"))){
const err2 = {instancePath:instancePath+"/type",schemaPath:"#/properties/type/enum",keyword:"enum",params:{allowedValues: schema20.properties.type.enum}};
vErrors = note(vErrors, err2);
errors++;
}
}
if(data.why !== undefined){
let data1 = data.why;
if(typeof data1 === "string"){
if(!pattern0.test(data1)){
const err3 = {instancePath:instancePath+"/why",schemaPath:"#/properties/why/pattern",keyword:"pattern",params:{pattern: "\\S"}};
vErrors = note(vErrors, err3);
errors++;
}
}
else {
const err4 = {instancePath:instancePath+"/why",schemaPath:"#/properties/why/type",keyword:"type",params:{type: "string"}};
vErrors = note(vErrors, err4);
errors++;
}
}
if(data.since !== undefined){
let data2 = data.since;
if(!(((typeof data2 == "number") && (!(data2 % 1) && !isNaN(data2))) && (isFinite(data2)))){
const err5 = {instancePath:instancePath+"/since",schemaPath:"#/properties/since/type",keyword:"type",params:{type: "integer"}};
vErrors = note(vErrors, err5);
errors++;
}
if((typeof data2 == "number") && (isFinite(data2))){
if(data2 < 1 || isNaN(data2)){
const err6 = {instancePath:instancePath+"/since",schemaPath:"#/properties/since/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1}};
vErrors = note(vErrors, err6);
errors++;
}
}
}
if(data.nullable !== undefined){
if(!(data.nullable === true)){
const err7 = {instancePath:instancePath+"/nullable",schemaPath:"#/properties/nullable/enum",keyword:"enum",params:{allowedValues: schema20.properties.nullable.enum}};
vErrors = note(vErrors, err7);
errors++;
}
}
if(data.optional !== undefined){
if(!(data.optional === true)){
const err8 = {instancePath:instancePath+"/optional",schemaPath:"#/properties/optional/enum",keyword:"enum",params:{allowedValues: schema20.properties.optional.enum}};
vErrors = note(vErrors, err8);
errors++;
}
}
if(data.minimum !== undefined){
let data5 = data.minimum;
if(!((typeof data5 == "number") && (isFinite(data5)))){
const err9 = {instancePath:instancePath+"/minimum",schemaPath:"#/properties/minimum/type",keyword:"type",params:{type: "number"}};
vErrors = note(vErrors, err9);
errors++;
}
}
if(data.maximum !== undefined){
let data6 = data.maximum;
if(!((typeof data6 == "number") && (isFinite(data6)))){
const err10 = {instancePath:instancePath+"/maximum",schemaPath:"#/properties/maximum/type",keyword:"type",params:{type: "number"}};
vErrors = note(vErrors, err10);
errors++;
}
}
}
else {
const err11 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"}};
vErrors = note(vErrors, err11);
errors++;
}
validate19.errors = vErrors;
return errors === 0;
}

const schema21 = {"$id":"enumValue","type":"object","description":"","properties":{"enum":{"type":"array","description":"a list of words"},"why":{"type":"string","pattern":"\\S","description":"the reason why it is collected, as an operator would want to read it"},"since":{"type":"integer","minimum":1,"description":"the plan version that it came with, from 1"},"nullable":{"enum":[true],"description":"true"},"optional":{"enum":[true],"description":"true"},"type":{"enum":["string"],"description":"'string'"}},"required":["enum"],"additionalProperties":false};

function validate20(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
/*# sourceURL="enumValue" */;
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.enum === undefined){
const err0 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "enum"}};
vErrors = note(vErrors, err0);
errors++;
}
for(const key0 in data){
if(!((((((key0 === "enum") || (key0 === "why")) || (key0 === "since")) || (key0 === "nullable")) || (key0 === "optional")) || (key0 === "type"))){
const err1 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0}};
vErrors = note(vErrors, err1);
errors++;
}
}
if(data.enum !== undefined){
if(!(Array.isArray(data.enum))){
const err2 = {instancePath:instancePath+"/enum",schemaPath:"#/properties/enum/type",keyword:"type",params:{type: "array"}};
vErrors = note(vErrors, err2);
errors++;
}
}
if(data.why !== undefined){
let data1 = data.why;
if(typeof data1 === "string"){
if(!pattern0.test(data1)){
const err3 = {instancePath:instancePath+"/why",schemaPath:"#/properties/why/pattern",keyword:"pattern",params:{pattern: "\\S"}};
vErrors = note(vErrors, err3);
errors++;
}
}
else {
const err4 = {instancePath:instancePath+"/why",schemaPath:"#/properties/why/type",keyword:"type",params:{type: "string"}};
vErrors = note(vErrors, err4);
errors++;
}
}
if(data.since !== undefined){
let data2 = data.since;
if(!(((typeof data2 == "number") && (!(data2 % 1) && !isNaN(data2))) && (isFinite(data2)))){
const err5 = {instancePath:instancePath+"/since",schemaPath:"#/properties/since/type",keyword:"type",params:{type: "integer"}};
vErrors = note(vErrors, err5);
errors++;
}
if((typeof data2 == "number") && (isFinite(data2))){
if(data2 < 1 || isNaN(data2)){
const err6 = {instancePath:instancePath+"/since",schemaPath:"#/properties/since/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1}};
vErrors = note(vErrors, err6);
errors++;
}
}
}
if(data.nullable !== undefined){
if(!(data.nullable === true)){
const err7 = {instancePath:instancePath+"/nullable",schemaPath:"#/properties/nullable/enum",keyword:"enum",params:{allowedValues: schema21.properties.nullable.enum}};
vErrors = note(vErrors, err7);
errors++;
}
}
if(data.optional !== undefined){
if(!(data.optional === true)){
const err8 = {instancePath:instancePath+"/optional",schemaPath:"#/properties/optional/enum",keyword:"enum",params:{allowedValues: schema21.properties.optional.enum}};
vErrors = note(vErrors, err8);
errors++;
}
}
if(data.type !== undefined){
if(!(data.type === "string")){
const err9 = {instancePath:instancePath+"/type",schemaPath:"#/properties/type/enum",keyword:"enum",params:{allowedValues: schema21.properties.type.enum}};
vErrors = note(vErrors, err9);
errors++;
}
}
}
else {
const err10 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"}};
vErrors = note(vErrors, err10);
errors++;
}
validate20.errors = vErrors;
return errors === 0;
}

const schema22 = {"$id":"formatValue","type":"object","description":"","properties":{"type":{"enum":["string"],"description":"'string'"},"format":{"enum":["uuid","date-time","date"],"description":"'uuid' or 'date-time' or 'date'"},"why":{"type":"string","pattern":"\\S","description":"the reason why it is collected, as an operator would want to read it"},"since":{"type":"integer","minimum":1,"description":"the plan version that it came with, from 1"},"nullable":{"enum":[true],"description":"true"},"optional":{"enum":[true],"description":"true"},"maxLength":{"type":"integer","minimum":1,"maximum":32768,"description":"the largest number of characters, from 1 to 32768"}},"required":["type","format"],"additionalProperties":false};

function validate21(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
/*# sourceURL="formatValue" */;
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.type === undefined){
const err0 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "type"}};
vErrors = note(vErrors, err0);
errors++;
}
if(data.format === undefined){
const err1 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "format"}};
vErrors = note(vErrors, err1);
errors++;
}
for(const key0 in data){
if(!(((((((key0 === "type") || (key0 === "format")) || (key0 === "why")) || (key0 === "since")) || (key0 === "nullable")) || (key0 === "optional")) || (key0 === "maxLength"))){
const err2 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0}};
vErrors = note(vErrors, err2);
errors++;
}
}
if(data.type !== undefined){
if(!(data.type === "string")){
const err3 = {instancePath:instancePath+"/type",schemaPath:"#/properties/type/enum",keyword:"enum",params:{allowedValues: schema22.properties.type.enum}};
vErrors = note(vErrors, err3);
errors++;
}
}
if(data.format !== undefined){
let data1 = data.format;
if(!(((data1 === "uuid") || (data1 === "date-time")) || (data1 === "date"))){
const err4 = {instancePath:instancePath+"/format",schemaPath:"#/properties/format/enum",keyword:"enum",params:{allowedValues: schema22.properties.format.enum}};
vErrors = note(vErrors, err4);
errors++;
}
}
if(data.why !== undefined){
let data2 = data.why;
if(typeof data2 === "string"){
if(!pattern0.test(data2)){
const err5 = {instancePath:instancePath+"/why",schemaPath:"#/properties/why/pattern",keyword:"pattern",params:{pattern: "\\S"}};
vErrors = note(vErrors, err5);
errors++;
}
}
else {
const err6 = {instancePath:instancePath+"/why",schemaPath:"#/properties/why/type",keyword:"type",params:{type: "string"}};
vErrors = note(vErrors, err6);
errors++;
}
}
if(data.since !== undefined){
let data3 = data.since;
if(!(((typeof data3 == "number") && (!(data3 % 1) && !isNaN(data3))) && (isFinite(data3)))){
const err7 = {instancePath:instancePath+"/since",schemaPath:"#/properties/since/type",keyword:"type",params:{type: "integer"}};
vErrors = note(vErrors, err7);
errors++;
}
if((typeof data3 == "number") && (isFinite(data3))){
if(data3 < 1 || isNaN(data3)){
const err8 = {instancePath:instancePath+"/since",schemaPath:"#/properties/since/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1}};
vErrors = note(vErrors, err8);
errors++;
}
}
}
if(data.nullable !== undefined){
if(!(data.nullable === true)){
const err9 = {instancePath:instancePath+"/nullable",schemaPath:"#/properties/nullable/enum",keyword:"enum",params:{allowedValues: schema22.properties.nullable.enum}};
vErrors = note(vErrors, err9);
errors++;
}
}
if(data.optional !== undefined){
if(!(data.optional === true)){
const err10 = {instancePath:instancePath+"/optional",schemaPath:"#/properties/optional/enum",keyword:"enum",params:{allowedValues: schema22.properties.optional.enum}};
vErrors = note(vErrors, err10);
errors++;
}
}
if(data.maxLength !== undefined){
let data6 = data.maxLength;
if(!(((typeof data6 == "number") && (!(data6 % 1) && !isNaN(data6))) && (isFinite(data6)))){
const err11 = {instancePath:instancePath+"/maxLength",schemaPath:"#/properties/maxLength/type",keyword:"type",params:{type: "integer"}};
vErrors = note(vErrors, err11);
errors++;
}
if((typeof data6 == "number") && (isFinite(data6))){
if(data6 > 32768 || isNaN(data6)){
const err12 = {instancePath:instancePath+"/maxLength",schemaPath:"#/properties/maxLength/maximum",keyword:"maximum",params:{comparison: "<=", limit: 32768}};
vErrors = note(vErrors, err12);
errors++;
}
if(data6 < 1 || isNaN(data6)){
const err13 = {instancePath:instancePath+"/maxLength",schemaPath:"#/properties/maxLength/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1}};
vErrors = note(vErrors, err13);
errors++;
}
}
}
}
else {
const err14 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"}};
vErrors = note(vErrors, err14);
errors++;
}
validate21.errors = vErrors;
return errors === 0;
}

const schema23 = {"$id":"patternValue","type":"object","description":"","properties":{"type":{"enum":["string"],"description":"'string'"},"pattern":{"type":"string","pattern":"\\S","description":"a regular expression"},"maxLength":{"type":"integer","minimum":1,"maximum":32768,"description":"the largest number of characters, from 1 to 32768"},"why":{"type":"string","pattern":"\\S","description":"the reason why it is collected, as an operator would want to read it"},"since":{"type":"integer","minimum":1,"description":"the plan version that it came with, from 1"},"nullable":{"enum":[true],"description":"true"},"optional":{"enum":[true],"description":"true"}},"required":["type","pattern","maxLength"],"additionalProperties":false};

function validate22(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
/*# sourceURL="patternValue" */;
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.type === undefined){
const err0 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "type"}};
vErrors = note(vErrors, err0);
errors++;
}
if(data.pattern === undefined){
const err1 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "pattern"}};
vErrors = note(vErrors, err1);
errors++;
}
if(data.maxLength === undefined){
const err2 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "maxLength"}};
vErrors = note(vErrors, err2);
errors++;
}
for(const key0 in data){
if(!(((((((key0 === "type") || (key0 === "pattern")) || (key0 === "maxLength")) || (key0 === "why")) || (key0 === "since")) || (key0 === "nullable")) || (key0 === "optional"))){
const err3 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0}};
vErrors = note(vErrors, err3);
errors++;
}
}
if(data.type !== undefined){
if(!(data.type === "string")){
const err4 = {instancePath:instancePath+"/type",schemaPath:"#/properties/type/enum",keyword:"enum",params:{allowedValues: schema23.properties.type.enum}};
vErrors = note(vErrors, err4);
errors++;
}
}
if(data.pattern !== undefined){
let data1 = data.pattern;
if(typeof data1 === "string"){
if(!pattern0.test(data1)){
const err5 = {instancePath:instancePath+"/pattern",schemaPath:"#/properties/pattern/pattern",keyword:"pattern",params:{pattern: "\\S"}};
vErrors = note(vErrors, err5);
errors++;
}
}
else {
const err6 = {instancePath:instancePath+"/pattern",schemaPath:"#/properties/pattern/type",keyword:"type",params:{type: "string"}};
vErrors = note(vErrors, err6);
errors++;
}
}
if(data.maxLength !== undefined){
let data2 = data.maxLength;
if(!(((typeof data2 == "number") && (!(data2 % 1) && !isNaN(data2))) && (isFinite(data2)))){
const err7 = {instancePath:instancePath+"/maxLength",schemaPath:"#/properties/maxLength/type",keyword:"type",params:{type: "integer"}};
vErrors = note(vErrors, err7);
errors++;
}
if((typeof data2 == "number") && (isFinite(data2))){
if(data2 > 32768 || isNaN(data2)){
const err8 = {instancePath:instancePath+"/maxLength",schemaPath:"#/properties/maxLength/maximum",keyword:"maximum",params:{comparison: "<=", limit: 32768}};
vErrors = note(vErrors, err8);
errors++;
}
if(data2 < 1 || isNaN(data2)){
const err9 = {instancePath:instancePath+"/maxLength",schemaPath:"#/properties/maxLength/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1}};
vErrors = note(vErrors, err9);
errors++;
}
}
}
if(data.why !== undefined){
let data3 = data.why;
if(typeof data3 === "string"){
if(!pattern0.test(data3)){
const err10 = {instancePath:instancePath+"/why",schemaPath:"#/properties/why/pattern",keyword:"pattern",params:{pattern: "\\S"}};
vErrors = note(vErrors, err10);
errors++;
}
}
else {
const err11 = {instancePath:instancePath+"/why",schemaPath:"#/properties/why/type",keyword:"type",params:{type: "string"}};
vErrors = note(vErrors, err11);
errors++;
}
}
if(data.since !== undefined){
let data4 = data.since;
if(!(((typeof data4 == "number") && (!(data4 % 1) && !isNaN(data4))) && (isFinite(data4)))){
const err12 = {instancePath:instancePath+"/since",schemaPath:"#/properties/since/type",keyword:"type",params:{type: "integer"}};
vErrors = note(vErrors, err12);
errors++;
}
if((typeof data4 == "number") && (isFinite(data4))){
if(data4 < 1 || isNaN(data4)){
const err13 = {instancePath:instancePath+"/since",schemaPath:"#/properties/since/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1}};
vErrors = note(vErrors, err13);
errors++;
}
}
}
if(data.nullable !== undefined){
if(!(data.nullable === true)){
const err14 = {instancePath:instancePath+"/nullable",schemaPath:"#/properties/nullable/enum",keyword:"enum",params:{allowedValues: schema23.properties.nullable.enum}};
vErrors = note(vErrors, err14);
errors++;
}
}
if(data.optional !== undefined){
if(!(data.optional === true)){
const err15 = {instancePath:instancePath+"/optional",schemaPath:"#/properties/optional/enum",keyword:"enum",params:{allowedValues: schema23.properties.optional.enum}};
vErrors = note(vErrors, err15);
errors++;
}
}
}
else {
const err16 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"}};
vErrors = note(vErrors, err16);
errors++;
}
validate22.errors = vErrors;
return errors === 0;
}

const schema24 = {"$id":"freeTextValue","type":"object","description":"","properties":{"type":{"enum":["string"],"description":"'string'"},"maxLength":{"type":"integer","minimum":1,"maximum":32768,"description":"the largest number of characters, from 1 to 32768"},"freeText":{"type":"string","pattern":"\\S","description":"the reason why it has to be free text"},"why":{"type":"string","pattern":"\\S","description":"the reason why it is collected, as an operator would want to read it"},"since":{"type":"integer","minimum":1,"description":"the plan version that it came with, from 1"},"nullable":{"enum":[true],"description":"true"},"optional":{"enum":[true],"description":"true"}},"required":["type","maxLength","freeText"],"additionalProperties":false};

function validate23(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
/*# sourceURL="freeTextValue" */;
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.type === undefined){
const err0 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "type"}};
vErrors = note(vErrors, err0);
errors++;
}
if(data.maxLength === undefined){
const err1 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "maxLength"}};
vErrors = note(vErrors, err1);
errors++;
}
if(data.freeText === undefined){
const err2 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "freeText"}};
vErrors = note(vErrors, err2);
errors++;
}
for(const key0 in data){
if(!(((((((key0 === "type") || (key0 === "maxLength")) || (key0 === "freeText")) || (key0 === "why")) || (key0 === "since")) || (key0 === "nullable")) || (key0 === "optional"))){
const err3 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0}};
vErrors = note(vErrors, err3);
errors++;
}
}
if(data.type !== undefined){
if(!(data.type === "string")){
const err4 = {instancePath:instancePath+"/type",schemaPath:"#/properties/type/enum",keyword:"enum",params:{allowedValues: schema24.properties.type.enum}};
vErrors = note(vErrors, err4);
errors++;
}
}
if(data.maxLength !== undefined){
let data1 = data.maxLength;
if(!(((typeof data1 == "number") && (!(data1 % 1) && !isNaN(data1))) && (isFinite(data1)))){
const err5 = {instancePath:instancePath+"/maxLength",schemaPath:"#/properties/maxLength/type",keyword:"type",params:{type: "integer"}};
vErrors = note(vErrors, err5);
errors++;
}
if((typeof data1 == "number") && (isFinite(data1))){
if(data1 > 32768 || isNaN(data1)){
const err6 = {instancePath:instancePath+"/maxLength",schemaPath:"#/properties/maxLength/maximum",keyword:"maximum",params:{comparison: "<=", limit: 32768}};
vErrors = note(vErrors, err6);
errors++;
}
if(data1 < 1 || isNaN(data1)){
const err7 = {instancePath:instancePath+"/maxLength",schemaPath:"#/properties/maxLength/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1}};
vErrors = note(vErrors, err7);
errors++;
}
}
}
if(data.freeText !== undefined){
let data2 = data.freeText;
if(typeof data2 === "string"){
if(!pattern0.test(data2)){
const err8 = {instancePath:instancePath+"/freeText",schemaPath:"#/properties/freeText/pattern",keyword:"pattern",params:{pattern: "\\S"}};
vErrors = note(vErrors, err8);
errors++;
}
}
else {
const err9 = {instancePath:instancePath+"/freeText",schemaPath:"#/properties/freeText/type",keyword:"type",params:{type: "string"}};
vErrors = note(vErrors, err9);
errors++;
}
}
if(data.why !== undefined){
let data3 = data.why;
if(typeof data3 === "string"){
if(!pattern0.test(data3)){
const err10 = {instancePath:instancePath+"/why",schemaPath:"#/properties/why/pattern",keyword:"pattern",params:{pattern: "\\S"}};
vErrors = note(vErrors, err10);
errors++;
}
}
else {
const err11 = {instancePath:instancePath+"/why",schemaPath:"#/properties/why/type",keyword:"type",params:{type: "string"}};
vErrors = note(vErrors, err11);
errors++;
}
}
if(data.since !== undefined){
let data4 = data.since;
if(!(((typeof data4 == "number") && (!(data4 % 1) && !isNaN(data4))) && (isFinite(data4)))){
const err12 = {instancePath:instancePath+"/since",schemaPath:"#/properties/since/type",keyword:"type",params:{type: "integer"}};
vErrors = note(vErrors, err12);
errors++;
}
if((typeof data4 == "number") && (isFinite(data4))){
if(data4 < 1 || isNaN(data4)){
const err13 = {instancePath:instancePath+"/since",schemaPath:"#/properties/since/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1}};
vErrors = note(vErrors, err13);
errors++;
}
}
}
if(data.nullable !== undefined){
if(!(data.nullable === true)){
const err14 = {instancePath:instancePath+"/nullable",schemaPath:"#/properties/nullable/enum",keyword:"enum",params:{allowedValues: schema24.properties.nullable.enum}};
vErrors = note(vErrors, err14);
errors++;
}
}
if(data.optional !== undefined){
if(!(data.optional === true)){
const err15 = {instancePath:instancePath+"/optional",schemaPath:"#/properties/optional/enum",keyword:"enum",params:{allowedValues: schema24.properties.optional.enum}};
vErrors = note(vErrors, err15);
errors++;
}
}
}
else {
const err16 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"}};
vErrors = note(vErrors, err16);
errors++;
}
validate23.errors = vErrors;
return errors === 0;
}

function note(errors, error) {
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
  booleanValue: { fits: validate18, schema: schema19 },
  numberValue: { fits: validate19, schema: schema20 },
  enumValue: { fits: validate20, schema: schema21 },
  formatValue: { fits: validate21, schema: schema22 },
  patternValue: { fits: validate22, schema: schema23 },
  freeTextValue: { fits: validate23, schema: schema24 },
};
