/* What a simulated camera says of itself: a captured answer to command 512, with what can be chosen put
 * into it. */
#include <string.h>

#include "trailcam_sim_device.h"

enum { CARD_MB = 30196, FILES_A_GB = 512 /* 83 files took 162 MB */ };

/* KJK230, firmware 2.3.0.4; the identifier was replaced. */
static const char captured[] =
    "{\"devId\":\"02:00:5E:10:00:01\",\"fwVerName\":\"2.3.0.4\",\"fwVerCode\":2304,"
    "\"bleVerName\":\"3.3.5\",\"bleVerCode\":335,\"modelName\":\"KJK230\",\"subModelName\":\"KJKD\","
    "\"productId\":115,\"customName\":\"HDKing\",\"cameraNameOnOff\":0,\"cameraName\":\"0000\","
    "\"longitude\":\"\",\"latitude\":\"\",\"pwrFreq\":0,\"infraRedLum\":3,\"timeUTC\":1766533338,"
    "\"timeZoneOffset\":0,\"timeDst\":0,\"screenType\":7,\"wifiSocType\":5,\"osdInfoEnable\":true,"
    "\"WiFiLedEnable\":true,\"batPercent\":20,\"emergencyBatPercent\":0,\"batType\":1,"
    "\"curBatType\":1,\"isCharging\":false,\"isSolarCharging\":false,\"temperature\":19,"
    "\"workMode\":0,\"timelapseInterval\":3600,\"shootMode\":0,\"picResolution\":100,"
    "\"videoResolution\":100,\"continuousShootCnt\":1,\"recordDuration\":10,\"recordAudio\":1,"
    "\"dateFormat\":1,\"timeFormat\":0,\"languageCode\":\"de\",\"workTimeOnOff\":0,"
    "\"workTimeStartHour\":0,\"workTimeStartMin\":0,\"workTimeEndHour\":23,\"workTimeEndMin\":59,"
    "\"pirSens\":1,\"pirCoolingTime\":10,\"sidePirOnOff\":1,\"enableAiFilter\":0,"
    "\"detectionAreaVertex0X\":0,\"detectionAreaVertex0Y\":0,\"detectionAreaVertex1X\":0,"
    "\"detectionAreaVertex1Y\":0,\"detectionAreaVertex2X\":0,\"detectionAreaVertex2Y\":0,"
    "\"detectionAreaVertex3X\":0,\"detectionAreaVertex3Y\":0,\"secureCodeOnOff\":0,\"secureCode0\":0,"
    "\"secureCode1\":0,\"secureCode2\":0,\"secureCode3\":0,\"defaultMicVolume\":80,"
    "\"defaultSpkVolume\":80,\"sdTotalMB\":30196,\"sdFreeMB\":30034,\"recordMode\":0,"
    "\"sdCardFormatErr\":0,\"spkVol\":80,\"micVol\":80,\"lum\":0,"
    "\"capability\":{\"platform\":\"T23ZN\",\"languages\":[{\"langCode\":\"en\"},"
    "{\"langCode\":\"de\"},{\"langCode\":\"fr\"},{\"langCode\":\"es\"},{\"langCode\":\"po\"},"
    "{\"langCode\":\"du\"},{\"langCode\":\"it\"},{\"langCode\":\"sv\"},{\"langCode\":\"pl\"},"
    "{\"langCode\":\"cn\"},{\"langCode\":\"jp\"},{\"langCode\":\"cz\"}],"
    "\"imgResolutions\":[{\"resolution\":100},{\"resolution\":0},{\"resolution\":2},"
    "{\"resolution\":3},{\"resolution\":5},{\"resolution\":6},{\"resolution\":8},{\"resolution\":9},"
    "{\"resolution\":11},{\"resolution\":12}],\"videoResolutions\":[{\"resolution\":100},"
    "{\"resolution\":1},{\"resolution\":2},{\"resolution\":4},{\"resolution\":5},{\"resolution\":7},"
    "{\"resolution\":6}],\"enableAiFilter\":true,\"supportSidePir\":false,"
    "\"dispDetailVideoResolution\":false,\"supportScreen\":true,\"supportLockScreen\":true,"
    "\"supportMicVolume\":true,\"supportSpkVolume\":true,\"supportOsdInfo\":true,"
    "\"supportWiFiLED\":true,\"supportInfraRed\":true,\"supportAutoInfraRed\":false,"
    "\"supportOnlineService\":true},\"errorMsg\":\"Success\",\"result\":0,\"cmdId\":512}";
long trailcam_sim_total_mb(const struct trailcam_sim_device *d)
{
    return d->conf.card == TRAILCAM_SIM_CARD_MISSING ? 0 : CARD_MB;
}

long trailcam_sim_free_mb(const struct trailcam_sim_device *d)
{
    return d->conf.card == TRAILCAM_SIM_CARD_OK ? CARD_MB - (long)d->card.count * 1000 / FILES_A_GB : 0;
}

static void set_number(cJSON *info, const char *name, double value)
{
    cJSON_SetNumberValue(cJSON_GetObjectItemCaseSensitive(info, name), value);
}

cJSON *trailcam_sim_info(const struct trailcam_sim_device *d)
{
    cJSON *info;
    if (fl_json_parse(&info, captured, strlen(captured), NULL))
        return NULL;
    cJSON_SetValuestring(cJSON_GetObjectItemCaseSensitive(info, "devId"), d->id);
    cJSON_ReplaceItemInObjectCaseSensitive(info, "isCharging", cJSON_CreateBool(d->conf.charging));
    set_number(info, "timeUTC", (double)trailcam_sim_civil_s(d));
    set_number(info, "batPercent", d->conf.battery);
    set_number(info, "temperature", d->conf.temperature);
    set_number(info, "sdTotalMB", (double)trailcam_sim_total_mb(d));
    set_number(info, "sdFreeMB", (double)trailcam_sim_free_mb(d));
    return info;
}
